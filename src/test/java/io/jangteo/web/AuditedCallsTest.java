package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.json.Reasoned;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goes over all calls of administration: each that changes the shop is in the audit. */
@BothEngines
class AuditedCallsTest {
    private static final String ADMIN = "/api/v1/admin/";

    /** Needs an empty shop: SeedRoutesTest has its entry. */
    private static final String SEED = "seedShop";

    /** They change nothing of the shop: snapshots of it, and the faults of a test. */
    private static final Set<String> CHANGE_NOTHING = Set.of("takeSnapshot", "addFault", "clearFaults", SEED);

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void each_call_of_administration_that_changes_something_leaves_one_entry_with_its_request() {
        Map<String, RawRequest> examples = new LinkedHashMap<>(Examples.in(SHOP, door));
        examples.keySet().removeIf(name -> Examples.operation(name).equals(SEED));
        Set<String> noted = new TreeSet<>();
        examples.forEach((name, example) -> {
            String operation = Examples.operation(name);
            if (operation.equals("replayDeadDeliveries")) {
                SHOP.advance(Duration.ZERO);
                SHOP.database()
                        .run(tx -> tx.handle().execute("UPDATE delivery SET status = 'DEAD', delivered_at = NULL"));
            }
            String id = "audited-" + name.replace(", ", "-");
            Response reply = door.send(example.header("X-Request-Id: " + id));
            assertThat(reply.status()).as(name).isBetween(200, 201);
            long entries = entries("?limit=100").findValuesAsText("requestId").stream()
                    .filter(id::equals)
                    .count();
            assertThat(entries).as(name).isLessThanOrEqualTo(1);
            if (entries == 1) {
                noted.add(operation);
            }
        });
        assertThat(noted).isEqualTo(changing());
    }

    @Test
    void a_dry_run_of_any_call_leaves_no_entry() {
        Examples.in(SHOP, door).values().stream()
                .filter(example ->
                        example.path().startsWith(ADMIN) && !example.method().equals("GET"))
                .forEach(example -> door.ask(example.header("Prefer: dry-run").header("X-Request-Id: tried")));
        assertThat(entries("?limit=100").findValuesAsText("requestId"))
                .isNotEmpty()
                .doesNotContain("tried");
    }

    @Test
    void every_reason_that_is_asked_for_is_handed_to_the_audit() {
        Set<String> asked = door.operations().stream()
                .filter(operation -> door.openApi()
                        .at("/components/schemas/" + bodyOf(operation) + "/properties")
                        .has("reason"))
                .map(DocumentedDoor.Operation::id)
                .collect(Collectors.toSet());
        Set<String> told = new TreeSet<>();
        Examples.in(SHOP, door).forEach((name, example) -> {
            door.send(example);
            String operation = Examples.operation(name);
            if (asked.contains(operation)
                    && entries("?operation=" + operation)
                            .at("/entries/0/reason")
                            .isTextual()) {
                told.add(operation);
            }
        });
        assertThat(told)
                .as("bodies with a reason are " + Reasoned.class)
                .isEqualTo(asked)
                .isNotEmpty();
    }

    private static String bodyOf(DocumentedDoor.Operation operation) {
        String schema = operation
                .description()
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText();
        return schema.substring(schema.lastIndexOf('/') + 1);
    }

    private JsonNode entries(String query) {
        return door.send(Examples.administrator(RawRequest.get(ADMIN + "audit" + query)))
                .json();
    }

    private Set<String> changing() {
        return door.operations().stream()
                .filter(operation -> operation.path().startsWith(ADMIN)
                        && !operation.method().equals("GET"))
                .map(DocumentedDoor.Operation::id)
                .filter(operation -> !CHANGE_NOTHING.contains(operation))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
