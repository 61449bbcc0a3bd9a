package dev.trellis.paging.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.paging.Sort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortableFieldsTest {
  private static final SortableFields FIELDS =
      new SortableFields(List.of("name", "parameters.*"), Sort.of("name"));

  @ParameterizedTest
  @CsvSource({
    "name, true",
    "-name, true",
    "parameters.learning_rate, true",
    "-parameters.layers, true",
    "names, false",
    "--name, false",
    "parameters, false",
    "parameters., false",
    "parameters.a.b, false",
    "parameters.a b, false",
    "xparameters.a, false"
  })
  void field_is_allowed_by_name_or_pattern(String sort, boolean allowed) {
    assertThat(FIELDS.allow(Sort.of(sort))).isEqualTo(allowed);
  }

  @Test
  void list_with_fixed_order_allows_no_field() {
    SortableFields none = SortableFields.of(null);
    assertThat(none.allow(Sort.of("name"))).isFalse();
    assertThat(none.description()).contains("fixed");
  }
}
