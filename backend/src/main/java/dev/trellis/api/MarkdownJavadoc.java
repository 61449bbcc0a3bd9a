package dev.trellis.api;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;

/**
 * Reads the Javadoc of controllers, requests and responses for the OpenAPI document, as Markdown on
 * one line per paragraph. The annotation processor of Therapi keeps the Javadoc in the jar.
 */
class MarkdownJavadoc extends SpringDocJavadocProvider {
  private static final Pattern CODE = Pattern.compile("<code>\\s*(.*?)</code>", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)?\\s+(?:[\\w.]*[.#])?(\\w+)[^}]*}");
  private static final Pattern PARAGRAPH = Pattern.compile("\\s*</?p>\\s*");
  private static final Pattern LINE_BREAK = Pattern.compile("(?<!\n)\\R\\s*(?!\n)");

  @Override
  public String getClassJavadoc(Class<?> type) {
    return markdown(super.getClassJavadoc(type));
  }

  @Override
  public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
    return super.getRecordClassParamJavadoc(type).entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> markdown(entry.getValue())));
  }

  @Override
  public String getMethodJavadocDescription(Method method) {
    return markdown(super.getMethodJavadocDescription(method));
  }

  @Override
  public String getMethodJavadocReturn(Method method) {
    return markdown(super.getMethodJavadocReturn(method));
  }

  @Override
  public @Nullable String getParamJavadoc(Method method, String name) {
    String text = super.getParamJavadoc(method, name);
    return text == null ? null : markdown(text);
  }

  @Override
  public String getFieldJavadoc(Field field) {
    return markdown(super.getFieldJavadoc(field));
  }

  /** Returns the Markdown of a Javadoc text that Therapi has turned into HTML. */
  static String markdown(String html) {
    String text =
        CODE.matcher(html).replaceAll(code -> "`" + Matcher.quoteReplacement(code.group(1)) + "`");
    text = LINK.matcher(text).replaceAll("$1");
    text = PARAGRAPH.matcher(text.strip()).replaceAll("\n\n");
    return LINE_BREAK
        .matcher(text)
        .replaceAll(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
