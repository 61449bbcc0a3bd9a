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
  void a_field_is_allowed_by_its_name_or_its_prefix(String sort, boolean allowed) {
    assertThat(FIELDS.allow(Sort.of(sort))).isEqualTo(allowed);
  }

  @Test
  void a_list_of_fixed_order_allows_none() {
    SortableFields none = SortableFields.of(null);
    assertThat(none.allow(Sort.of("name"))).isFalse();
    assertThat(none.description()).contains("fixed");
  }
}
