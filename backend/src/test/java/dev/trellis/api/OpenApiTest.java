package dev.trellis.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.TrellisTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP contract is kept in {@code docs/api/openapi.json}, from which the dashboard's types are
 * made; a change to it is seen in review. To accept one: {@code mvn test -Dtest=OpenApiTest
 * -Dopenapi.accept}.
 */
@TrellisTest
class OpenApiTest {
  private static final Path GOLDEN = Path.of("../docs/api/openapi.json");

  @LocalServerPort int port;

  @Test
  void the_contract_is_the_one_in_docs() throws Exception {
    ObjectNode served = (ObjectNode) new Api(port).get("/v3/api-docs").body();
    served.remove("servers");
    JsonMapper json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    String contract = json.writeValueAsString(served) + "\n";
    if (System.getProperty("openapi.accept") != null) {
      Files.writeString(GOLDEN, contract);
    }

    assertThat(contract).isEqualTo(Files.readString(GOLDEN));
  }
}
