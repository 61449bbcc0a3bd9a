package dev.trellis.problem.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Parses numbers and booleans of queries and paths strictly: blank and hexadecimal numbers, {@code
 * on} and {@code yes} are rejected. Spring must be configured twice, because it tries property
 * editors if a converter fails.
 */
@ControllerAdvice
class StrictValues implements WebMvcConfigurer {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Long.class, StrictValues::wholeNumber);
    registry.addConverter(String.class, Integer.class, StrictValues::smallNumber);
    registry.addConverter(String.class, Boolean.class, StrictValues::flag);
  }

  @InitBinder
  void editors(WebDataBinder binder) {
    binder.registerCustomEditor(Long.class, new Editor(StrictValues::wholeNumber));
    binder.registerCustomEditor(long.class, new Editor(StrictValues::wholeNumber));
    binder.registerCustomEditor(Integer.class, new Editor(StrictValues::smallNumber));
    binder.registerCustomEditor(int.class, new Editor(StrictValues::smallNumber));
    binder.registerCustomEditor(Boolean.class, new Editor(StrictValues::flag));
    binder.registerCustomEditor(boolean.class, new Editor(StrictValues::flag));
  }

  private static final class Editor extends PropertyEditorSupport {
    private final Function<String, Object> reader;

    Editor(Function<String, Object> reader) {
      this.reader = reader;
    }

    @Override
    public void setAsText(String text) {
      setValue(reader.apply(text));
    }
  }

  private static Long wholeNumber(String text) {
    return Long.valueOf(checked(text));
  }

  private static Integer smallNumber(String text) {
    return Integer.valueOf(checked(text));
  }

  private static String checked(String text) {
    if (!WHOLE.matcher(text.strip()).matches()) {
      throw new IllegalArgumentException("not a whole number");
    }
    return text.strip();
  }

  private static Boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return Boolean.valueOf(text);
  }
}
