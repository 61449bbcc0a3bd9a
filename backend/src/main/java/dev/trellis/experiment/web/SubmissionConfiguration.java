package dev.trellis.experiment.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers their {@link SubmissionText}, and the API's description its media types. */
@Configuration(proxyBeanMethods = false)
class SubmissionConfiguration implements WebMvcConfigurer {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SubmissionText.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new SubmissionTextResolver());
  }

  @Bean
  GlobalOperationCustomizer submissionBodies() {
    return (operation, method) -> {
      Arrays.stream(method.getMethodParameters())
          .filter(parameter -> parameter.getParameterType() == SubmissionText.class)
          .forEach(parameter -> operation.requestBody(body(parameter)));
      return operation;
    };
  }

  private static RequestBody body(MethodParameter parameter) {
    Schema<?> object = new ObjectSchema().description("See /api/v1/schema/experiment.");
    MediaType type = new MediaType().schema(object);
    Parameter described = parameter.getParameterAnnotation(Parameter.class);
    if (described != null) {
      type.setExample(JsonText.tree(described.example()));
    }
    return new RequestBody()
        .required(true)
        .content(
            new Content()
                .addMediaType("application/json", type)
                .addMediaType("application/yaml", type));
  }
}
