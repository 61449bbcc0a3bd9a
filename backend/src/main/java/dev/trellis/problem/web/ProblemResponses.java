package dev.trellis.problem.web;

import static dev.trellis.problem.ProblemKind.CONFLICT;
import static dev.trellis.problem.ProblemKind.DISK_FULL;
import static dev.trellis.problem.ProblemKind.FORBIDDEN;
import static dev.trellis.problem.ProblemKind.INVALID;
import static dev.trellis.problem.ProblemKind.MALFORMED;
import static dev.trellis.problem.ProblemKind.NOT_ACCEPTABLE;
import static dev.trellis.problem.ProblemKind.NOT_FOUND;
import static dev.trellis.problem.ProblemKind.TIMEOUT;
import static dev.trellis.problem.ProblemKind.TOO_LARGE;
import static dev.trellis.problem.ProblemKind.TOO_MANY_REQUESTS;
import static dev.trellis.problem.ProblemKind.UNAUTHORIZED;
import static dev.trellis.problem.ProblemKind.UNAVAILABLE;
import static dev.trellis.problem.ProblemKind.UNSUPPORTED_MEDIA_TYPE;

import dev.trellis.problem.ProblemKind;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumSet;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Adds the problems that an operation may answer to the OpenAPI document. They depend on the path,
 * the body and the method of the operation.
 */
@Component
class ProblemResponses implements GlobalOpenApiCustomizer {
  /** Problems of addresses, tokens, origins, query parameters and load: of every operation. */
  private static final Set<ProblemKind> ALWAYS =
      EnumSet.of(
          MALFORMED,
          UNAUTHORIZED,
          FORBIDDEN,
          NOT_ACCEPTABLE,
          INVALID,
          TOO_MANY_REQUESTS,
          UNAVAILABLE);

  private static final Set<ProblemKind> WITH_BODY =
      EnumSet.of(TIMEOUT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE);

  @Override
  public void customise(OpenAPI api) {
    Components components = api.getComponents();
    ResolvedSchema problem =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(ProblemResponse.class).resolveAsRef(true));
    problem.referencedSchemas.forEach(components::addSchemas);
    for (ProblemKind kind : ProblemKind.values()) {
      components.addResponses(kind.slug(), response(kind, problem));
    }
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> add(path, method, operation)));
  }

  private static ApiResponse response(ProblemKind kind, ResolvedSchema problem) {
    ApiResponse response =
        new ApiResponse()
            .description(kind.title())
            .content(
                new Content()
                    .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(problem.schema)));
    return kind.isTransient()
        ? response.addHeaderObject(
            HttpHeaders.RETRY_AFTER,
            new Header().description("Seconds to wait").schema(new IntegerSchema()))
        : response;
  }

  private static void add(String path, HttpMethod method, Operation operation) {
    kinds(path, method, operation)
        .forEach(
            kind ->
                operation
                    .getResponses()
                    .addApiResponse(
                        String.valueOf(kind.status()), new ApiResponse().$ref(kind.slug())));
  }

  private static Set<ProblemKind> kinds(String path, HttpMethod method, Operation operation) {
    Set<ProblemKind> kinds = EnumSet.copyOf(ALWAYS);
    if (path.contains("{") || path.contains("/compare")) {
      kinds.add(NOT_FOUND);
      kinds.add(CONFLICT);
    }
    if (operation.getRequestBody() != null) {
      kinds.addAll(WITH_BODY);
    }
    if (method != HttpMethod.GET) {
      kinds.add(CONFLICT);
      kinds.add(DISK_FULL);
    }
    return kinds;
  }
}
