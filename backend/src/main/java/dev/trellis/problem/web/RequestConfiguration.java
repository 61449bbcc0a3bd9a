package dev.trellis.problem.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Refuses parameters that are not declared; JSON, read strictly, is the only form of objects. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration implements WebMvcConfigurer {
  private static final List<String> OTHERS = List.of("yaml", "xml", "cbor", "smile");

  private final JsonMapper json;

  RequestConfiguration(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new ParameterGuard());
  }

  /** Converters of other formats, brought by libraries, would answer with other names. */
  @Override
  public void configureMessageConverters(ServerBuilder builder) {
    builder
        .withJsonConverter(new StrictJsonConverter(json))
        .configureMessageConvertersList(
            converters ->
                converters.removeIf(
                    converter ->
                        converter.getSupportedMediaTypes().stream()
                            .anyMatch(RequestConfiguration::isOther)));
  }

  private static boolean isOther(MediaType type) {
    return OTHERS.stream().anyMatch(name -> type.getSubtype().endsWith(name));
  }
}
