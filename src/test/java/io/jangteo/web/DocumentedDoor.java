package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.Engines;
import io.jangteo.TestShop;
import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Knocks at a shop's HTTP door with requests to the byte, one after the other on one connection for as long as the
 * server keeps it open. Every reply is held against the OpenAPI document, and none may be the server's own mistake.
 */
final class DocumentedDoor implements AutoCloseable {
    private static final int TOKEN_SECONDS = 3_600;
    private static final int SHOWN_MAX = 5;
    /** The id of the door's own requests. */
    private static final String WAITING = "the-door-waits";

    private final TestShop shop;
    private final boolean tokens;
    private final OpenApiDocument document;
    private final JsonNode openApi;
    private final Client client;

    /** A door at which shoppers show no tokens. */
    DocumentedDoor(TestShop shop) {
        this(shop, false);
    }

    /** @param tokens whether shoppers have to show their tokens */
    DocumentedDoor(TestShop shop, boolean tokens) {
        this.shop = shop;
        this.tokens = tokens;
        this.client = new Client(shop::baseUrl);
        Response reply = ask(RawRequest.get("/openapi.json"));
        this.openApi = reply.json();
        this.document = OpenApiDocument.of(reply.text());
    }

    /** The document that the server gives of itself. */
    JsonNode openApi() {
        return openApi;
    }

    /** A reply that keeps to the document; what breaks it, or an answer of 500 and above, fails the test. */
    Response send(RawRequest request) {
        Response reply = ask(request);
        assertThat(faults(request, reply))
                .as("%s%n  was answered %s", request, reply)
                .isEmpty();
        return reply;
    }

    /** What is wrong with a reply, in words. */
    List<String> faults(RawRequest request, Response reply) {
        List<String> faults = new ArrayList<>();
        if (reply.status() >= 500) {
            faults.add("the server says that it failed");
        }
        faults.addAll(breaches(request, reply));
        return faults;
    }

    /**
     * What in a reply is not as the document has it. HEAD and OPTIONS are no part of it, nor is the body of a read; a
     * method in small letters is another one.
     */
    List<String> breaches(RawRequest request, Response reply) {
        if (request.method().equals("HEAD") || request.method().equals("OPTIONS") && reply.status() == 204) {
            return List.of();
        }
        if (isPageForPeople(request, reply)) {
            return List.of();
        }
        boolean isSmall = !request.method().equals(request.method().toUpperCase(Locale.ROOT));
        String method = isSmall ? "SMALL" : request.method();
        String body = request.method().equals("GET") ? "" : request.text();
        return document.breaches(new OpenApiDocument.Exchange(
                method, request.path(), body, reply.status(), reply.headers(), reply.text()));
    }

    /** Outside the API, a mistyped address is a page for whoever asks for HTML. */
    private static boolean isPageForPeople(RawRequest request, Response reply) {
        return reply.status() == 404
                && !request.path().startsWith("/api/")
                && reply.header("Content-Type").startsWith("text/html");
    }

    /** The reply, whatever it is. */
    Response ask(RawRequest request) {
        Response reply = client.ask(request);
        awaitEndOfRace(reply);
        return reply;
    }

    /** A race that was started has not changed all that it will. */
    private void awaitEndOfRace(Response reply) {
        String location = String.valueOf(reply.header("Location"));
        boolean running = location.startsWith("/api/v1/races/");
        while (running) {
            Response race = ask(Examples.administrator(RawRequest.get(location)));
            running =
                    race.status() == 200 && race.json().path("status").asText().equals("RUNNING");
        }
    }

    /** A token of the user, or {@code null} where none is asked for. */
    @Nullable
    String tokenOf(long user) {
        if (!tokens) {
            return null;
        }
        String wanted = "{\"userId\":" + user + ",\"ttlSeconds\":" + TOKEN_SECONDS + "}";
        RawRequest request = Examples.administrator(RawRequest.post("/api/v1/admin/tokens", wanted));
        return send(request).json().path("token").asText();
    }

    /** Fails unless each of the requests is refused with this status, and nothing has any effect. */
    void assertRefused(int status, Collection<RawRequest> requests) {
        assertThat(requests).isNotEmpty();
        List<String> wrong = new ArrayList<>();
        Map<String, List<String>> before = tables();
        requests.forEach(request -> {
            Response reply = ask(request);
            List<String> faults = faults(request, reply);
            if (reply.status() != status || !faults.isEmpty()) {
                wrong.add("\n" + request + "\n  was answered " + reply + " " + faults);
            }
        });
        assertThat(wrong.stream().limit(SHOWN_MAX))
                .as("%d of %d requests were not refused with %d", wrong.size(), requests.size(), status)
                .isEmpty();
        assertThat(tables()).isEqualTo(before);
    }

    /** Every row of every table, once all work that is due has been done. */
    Map<String, List<String>> tables() {
        RawRequest wait = RawRequest.post("/api/v1/admin/clock/advance", "{\"duration\":\"PT0S\"}");
        RawRequest named = wait.header("X-Request-Id: " + WAITING);
        assertThat(ask(Examples.administrator(named)).status()).isEqualTo(200);
        return tablesNow();
    }

    /** Every row of every table, with work that is due perhaps yet to be done. */
    Map<String, List<String>> tablesNow() {
        return shop.database().read(DocumentedDoor::rows);
    }

    /** Fails if anything in the database is other than before once the action is done. */
    void assertNoEffect(Runnable action) {
        Map<String, List<String>> before = tables();
        action.run();
        assertThat(tables()).isEqualTo(before);
    }

    /** One operation of the document. */
    record Operation(String method, String path, JsonNode description) {
        String id() {
            return description.path("operationId").asText();
        }

        boolean takesBody() {
            return description.has("requestBody");
        }
    }

    /** Every operation of the document. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * All but the count of probes and the door's own waiting: a look at the readiness commits something, and changes
     * nothing of the shop.
     */
    private static Map<String, List<String>> rows(Handle handle) {
        Map<String, List<String>> rows = new TreeMap<>();
        handle.createQuery(
                        Engines.isPostgres()
                                ? "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
                                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                .mapTo(String.class)
                .forEach(table -> rows.put(
                        table,
                        handle
                                .createQuery("SELECT * FROM " + table)
                                .map((row, context) -> text(row))
                                .filter(row -> !row.startsWith("readiness-probes|") && !row.endsWith("|" + WAITING))
                                // PostgreSQL moves a row when it is changed.
                                .stream()
                                .sorted()
                                .toList()));
        return rows;
    }

    private static String text(ResultSet row) throws SQLException {
        StringJoiner text = new StringJoiner("|");
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            text.add(row.getString(column));
        }
        return text.toString();
    }
}
