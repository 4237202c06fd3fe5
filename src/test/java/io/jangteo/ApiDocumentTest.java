package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.web.Route;
import io.jangteo.wire.ApiCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The OpenAPI document of the whole shop, as a developer reads it. */
@BothEngines
class ApiDocumentTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private JsonNode document;

    @BeforeEach
    void read() {
        document = ApiCall.to(SHOP.baseUrl()).get("/openapi.json").json();
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_room() {
        List<String> names = new ArrayList<>();
        for (JsonNode operation : operations()) {
            String name = operation.path("operationId").asText();
            names.add(name);
            assertThat(name).matches("[a-z][A-Za-z]+");
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.at("/tags/0").asText()).as(name).isNotBlank();
        }
        assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    @Test
    void every_schema_says_what_it_is() {
        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.fieldNames())
                .toIterable()
                .contains("Order", "Problem")
                .allSatisfy(name -> {
                    JsonNode schema = schemas.path(name);
                    boolean isFilledObject = !schema.path("properties").isEmpty();
                    boolean isListed = schema.has("enum") || schema.has("const");
                    assertThat(isFilledObject || schema.has("oneOf") || isListed)
                            .as(name)
                            .isTrue();
                });
        for (JsonNode operation : operations()) {
            assertThat(operation.path("responses").findValues("schema"))
                    .as(operation.path("operationId").asText())
                    .noneMatch(JsonNode::isEmpty);
        }
    }

    @Test
    void what_is_the_administrators_asks_for_the_admin_key() {
        document.path("paths").properties().forEach(path -> {
            boolean isAdmin = path.getKey().startsWith(Route.ADMIN + "/");
            for (JsonNode operation : path.getValue()) {
                JsonNode security = operation.path("security");
                // The key is accepted as well as a shopper's token.
                boolean isShoppers = security.findValue("userToken") != null;
                assertThat(security.findValue("adminKey") != null)
                        .as(path.getKey())
                        .isEqualTo(isAdmin || isShoppers);
            }
        });
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        for (Iterator<JsonNode> paths = document.path("paths").elements(); paths.hasNext(); ) {
            paths.next().forEach(operations::add);
        }
        return operations;
    }
}
