package dev.trellis.paging.web;

import dev.trellis.paging.PageRequest;
import dev.trellis.paging.Sortable;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Registers {@link PageRequestResolver} and adds the query parameters of a {@link PageRequest} to
 * the OpenAPI document.
 */
@Configuration(proxyBeanMethods = false)
class PagingConfiguration implements WebMvcConfigurer {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageRequest.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PageRequestResolver());
  }

  @Bean
  GlobalOperationCustomizer pageParameters() {
    return (operation, method) -> {
      Arrays.stream(method.getMethodParameters())
          .filter(parameter -> parameter.getParameterType() == PageRequest.class)
          .flatMap(parameter -> parameters(parameter).stream())
          .forEach(operation::addParametersItem);
      return operation;
    };
  }

  private static List<Parameter> parameters(MethodParameter parameter) {
    SortableFields fields = SortableFields.of(parameter.getParameterAnnotation(Sortable.class));
    Schema<?> page = new IntegerSchema().minimum(BigDecimal.ZERO)._default(0);
    Schema<?> size =
        new IntegerSchema()
            .minimum(BigDecimal.ONE)
            .maximum(BigDecimal.valueOf(PageRequest.MAXIMUM_SIZE))
            ._default(PageRequest.DEFAULT_SIZE);
    Parameter number = query("page", "Number of the page, from 0", page);
    Parameter length = query("size", "Number of items per page", size);
    return fields.allowed().isEmpty()
        ? List.of(number, length)
        : List.of(
            number,
            length,
            query("sort", "Order of the list: one of " + fields.description(), order(fields)));
  }

  private static Schema<?> order(SortableFields fields) {
    String sign = fields.byDefault().descending() ? "-" : "";
    return new StringSchema()._default(sign + fields.byDefault().field());
  }

  private static Parameter query(String name, String description, Schema<?> schema) {
    return new QueryParameter().name(name).description(description).required(false).schema(schema);
  }
}
