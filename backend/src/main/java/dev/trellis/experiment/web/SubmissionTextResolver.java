package dev.trellis.experiment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the body into a {@link SubmissionText}: JSON or YAML as the Content-Type says, or as the
 * text looks if there is no Content-Type.
 */
class SubmissionTextResolver implements HandlerMethodArgumentResolver {
  static final List<MediaType> ACCEPTED =
      List.of(
          MediaType.APPLICATION_YAML,
          MediaType.APPLICATION_JSON,
          new MediaType("application", "x-yaml"),
          new MediaType("text", "yaml"),
          new MediaType("text", "x-yaml"),
          new MediaType("application", "*+json"),
          new MediaType("application", "*+yaml"));

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == SubmissionText.class;
  }

  @Override
  public SubmissionText resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException, HttpMediaTypeNotSupportedException {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    String type = request.getHeader("Content-Type");
    if (http == null || (type != null && !isAccepted(type))) {
      HttpMethod method = HttpMethod.valueOf(http == null ? "POST" : http.getMethod());
      throw new HttpMediaTypeNotSupportedException((MediaType) null, ACCEPTED, method);
    }
    byte[] body = http.getInputStream().readNBytes(SubmissionText.MOST_BYTES + 1);
    return SubmissionText.of(body, type);
  }

  private static boolean isAccepted(String type) {
    try {
      MediaType given = MediaType.parseMediaType(type);
      return ACCEPTED.stream().anyMatch(accepted -> accepted.includes(given));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
