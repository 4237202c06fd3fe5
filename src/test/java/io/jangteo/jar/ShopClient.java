package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls to a server in another process; one that is not answered whole throws an {@link UncheckedIOException}. */
public final class ShopClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String bearer;

    /** @param bearer the admin key or a token; none if it is empty */
    public ShopClient(JarServer server, String bearer) {
        this(server.address(), bearer);
    }

    /** The same for a server in whatever process. */
    public ShopClient(URI address, String bearer) {
        this.address = address;
        this.bearer = bearer;
    }

    /** A whole answer. */
    public record Answer(int status, String body, boolean replayed) {

        public JsonNode json() {
            return parse(body);
        }

        /** The body of an answer that has this status. */
        public JsonNode require(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return json();
        }
    }

    public Answer get(String path) {
        return now(request(path).GET().build());
    }

    public Answer post(String path, Map<String, ?> body) {
        return now(posting(path, body).build());
    }

    /** Posts it under a key, which names the request too: the reply carries it back. */
    public Answer post(String path, Map<String, ?> body, String idempotencyKey) {
        return now(posting(path, body)
                .header("Idempotency-Key", idempotencyKey)
                .header("X-Request-Id", idempotencyKey)
                .build());
    }

    /** Sends it without waiting for the answer. */
    CompletableFuture<Answer> postLater(String path, Map<String, ?> body) {
        return client.sendAsync(posting(path, body).build(), BodyHandlers.ofString())
                .thenApply(ShopClient::answer);
    }

    /** A new user's id. */
    public long user(String name) {
        return post("/api/v1/admin/users", Map.of("name", name))
                .require(201)
                .get("id")
                .asLong();
    }

    /** The id of a new product that nobody can buy up. */
    long product(String name, long price) {
        return post("/api/v1/admin/products", Map.of("name", name, "price", price, "stock", 1_000_000))
                .require(201)
                .get("id")
                .asLong();
    }

    /** Charges points and answers the new balance. */
    long charge(long userId, long amount) {
        return post("/api/v1/users/" + userId + "/points/charge", Map.of("amount", amount))
                .require(200)
                .get("point")
                .asLong();
    }

    long pointsOf(long userId) {
        return get("/api/v1/users/" + userId).require(200).get("point").asLong();
    }

    /** All of a list, which has to fit one page. */
    List<JsonNode> list(String path, String name) {
        JsonNode page =
                get(path + (path.contains("?") ? "&" : "?") + "limit=100").require(200);
        assertThat(page.get("nextCursor").isNull()).as("%s fits a page", path).isTrue();
        return elements(page.get(name));
    }

    /** All of a list, page after page. */
    public List<JsonNode> listAll(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=100" + cursor)
                    .require(200);
            all.addAll(elements(page.get(name)));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException thrown) {
            throw new AssertionError("This is not JSON: " + text, thrown);
        }
    }

    public static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private Answer now(HttpRequest request) {
        try {
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }

    private HttpRequest.Builder posting(String path, Map<String, ?> body) {
        try {
            return request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException thrown) {
            throw new AssertionError(thrown);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(Jar.PATIENCE_SECONDS));
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private static Answer answer(HttpResponse<String> response) {
        boolean replayed = response.headers().firstValue("Idempotent-Replayed").isPresent();
        return new Answer(response.statusCode(), response.body(), replayed);
    }
}
