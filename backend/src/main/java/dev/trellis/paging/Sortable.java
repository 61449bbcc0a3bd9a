package dev.trellis.paging;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the fields by which a list can be ordered. Annotates the {@link PageRequest} parameter
 * of a controller method.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sortable {
  /** Names of fields, or patterns such as {@code parameters.*}, which match any single name. */
  String[] value();

  /** Default order: a field, or {@code -field} for descending order. */
  String byDefault();
}
