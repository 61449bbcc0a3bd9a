package dev.trellis.paging;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** By what a list can be ordered; stands at the {@link PageRequest} of a controller's method. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sortable {
  /** Fields, or prefixes such as {@code parameters.*} for any name of that beginning. */
  String[] value();

  /** The order where none is asked for: a field, or {@code -field} for descending. */
  String byDefault();
}
