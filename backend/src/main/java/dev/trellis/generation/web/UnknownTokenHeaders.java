package dev.trellis.generation.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Adds the headers of {@link UnknownTokens} to the OpenAPI document. */
@Component
class UnknownTokenHeaders implements GlobalOperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (method.getBeanType() == GenerationController.class) {
      Objects.requireNonNull(operation.getResponses().get("200"))
          .addHeaderObject(
              UnknownTokens.NAMES,
              new Header()
                  .description(
                      "Tokens that the model never saw in training, as a JSON array in ASCII; absent if there are none")
                  .schema(new StringSchema()))
          .addHeaderObject(
              UnknownTokens.COUNT,
              new Header()
                  .description("Number of distinct unknown tokens")
                  .schema(new IntegerSchema()));
    }
    return operation;
  }
}
