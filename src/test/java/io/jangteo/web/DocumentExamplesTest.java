package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.Replies;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plays the examples of the OpenAPI document as a reader would: unchanged, in a fresh demo shop. */
@BothEngines
@Tag("wide")
class DocumentExamplesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.demo(true));

    /** The operations whose examples need what another one makes: its id or its name. */
    private static final Map<String, List<String>> NEED_ANOTHER_CALL = Map.of(
            "downloadBackup", List.of("takeBackup"),
            "getRace", List.of("startRace"),
            "restoreSnapshot", List.of("takeSnapshot"),
            "revokeKey", List.of("createKey"));

    /** What is refused all the same: a demo shop is not empty, and only the reply to the other call names the file. */
    private static final Map<String, Integer> REFUSED = Map.of("seedShop", 409, "downloadBackup", 404);

    private final JsonNode document =
            Replies.parse(SHOP.api().basePath("").get("/openapi.json").text());

    private record Operation(String method, String path, JsonNode description) {}

    @Test
    void each_example_of_each_operation_works_in_a_fresh_demo_shop() {
        Map<String, Operation> operations = operations();
        assertThat(operations).hasSizeGreaterThan(40);
        Map<String, String> failed = new LinkedHashMap<>();
        operations.forEach((name, operation) -> {
            for (JsonNode body : bodies(operation)) {
                SHOP.admin().post("/admin/reset").require(200);
                for (JsonNode before : operation.description().path("x-example-after")) {
                    Operation first = operations.get(before.asText());
                    assertThat(play(first, bodies(first).get(0)).status()).isBetween(200, 201);
                }
                Response reply = play(operation, body);
                if (reply.status() / 100 != 2 && reply.status() != REFUSED.getOrDefault(name, 0)) {
                    failed.put(name, reply.status() + " " + reply.text());
                }
            }
        });
        assertThat(failed).isEmpty();
    }

    @Test
    void only_what_needs_another_call_first_fails_on_its_own() {
        Map<String, Operation> operations = operations();
        Map<String, List<String>> later = new LinkedHashMap<>();
        operations.forEach((name, operation) -> {
            List<String> before = new ArrayList<>();
            operation.description().path("x-example-after").forEach(each -> before.add(each.asText()));
            if (!before.isEmpty()) {
                later.put(name, before);
                assertThat(play(operation, bodies(operation).get(0)).status())
                        .as("%s without %s", name, before)
                        .isBetween(400, 499);
            }
        });
        Map<String, List<String>> known = new LinkedHashMap<>(NEED_ANOTHER_CALL);
        known.keySet().retainAll(operations.keySet());
        assertThat(later).isEqualTo(known);
    }

    @Test
    void whatever_an_operation_needs_has_an_example() {
        List<String> without = new ArrayList<>();
        operations().forEach((name, operation) -> {
            for (JsonNode parameter : operation.description().path("parameters")) {
                if (parameter.path("required").asBoolean() && !parameter.has("example")) {
                    without.add(name + " " + parameter.path("name").asText());
                }
            }
            if (operation.description().has("requestBody")
                    && bodies(operation).get(0).isMissingNode()) {
                without.add(name + " body");
            }
        });
        assertThat(without).isEmpty();
    }

    @Test
    void what_is_one_of_several_is_told_by_a_discriminator() {
        List<JsonNode> several = document.findParents("oneOf");
        assertThat(several)
                .isNotEmpty()
                .allSatisfy(schema ->
                        assertThat(schema.at("/discriminator/mapping")).hasSameSizeAs(schema.path("oneOf")));
    }

    private Response play(Operation operation, JsonNode body) {
        boolean needsKey = operation.description().path("security").toString().contains("adminKey");
        ApiCall request = (needsKey ? SHOP.admin() : SHOP.api()).basePath("");
        String path = operation.path();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.has("example") && parameter.path("in").asText().equals("path")) {
                path = path.replace(
                        "{" + parameter.path("name").asText() + "}",
                        parameter.path("example").asText());
            } else if (parameter.has("example")) {
                request = request.queryParam(
                        parameter.path("name").asText(),
                        parameter.path("example").asText());
            }
        }
        if (!body.isMissingNode()) {
            request = request.json(body.toString());
        }
        return request.send(operation.method(), path);
    }

    /** Returns each example's body; a missing node for an operation without one. */
    private static List<JsonNode> bodies(Operation operation) {
        List<JsonNode> bodies = new ArrayList<>();
        operation
                .description()
                .at("/requestBody/content/application~1json/examples")
                .forEach(example -> bodies.add(example.path("value")));
        return bodies.isEmpty() ? List.of(operation.description().path("none")) : bodies;
    }

    private Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> operations.put(
                                each.getValue().path("operationId").asText(),
                                new Operation(
                                        each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue()))));
        return operations;
    }
}
