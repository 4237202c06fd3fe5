package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls to a server in another process; one that is not answered whole throws an {@link UncheckedIOException}. */
public final class ShopClient {
    private final List<Client> clients;
    private final AtomicInteger turn = new AtomicInteger();
    private final String bearer;

    /** @param bearer the admin key or a token; none if it is empty */
    public ShopClient(JarServer server, String bearer) {
        this(server.address(), bearer);
    }

    /** The same for a server in whatever process. */
    public ShopClient(URI address, String bearer) {
        this(List.of(address), bearer);
    }

    /** The same for several servers of one shop, which are asked in turn. */
    public ShopClient(List<URI> addresses, String bearer) {
        this.clients =
                addresses.stream().map(address -> new Client(address::toString)).toList();
        this.bearer = bearer;
    }

    public Response get(String path) {
        return send(RawRequest.get(path));
    }

    public Response post(String path, Map<String, ?> body) {
        return send(RawRequest.of("POST", path).json(body));
    }

    /** Posts it under a key, which names the request too: the reply carries it back. */
    public Response post(String path, Map<String, ?> body, String idempotencyKey) {
        return send(RawRequest.of("POST", path)
                .json(body)
                .header("Idempotency-Key: " + idempotencyKey)
                .header("X-Request-Id: " + idempotencyKey));
    }

    /** Sends it without waiting for the answer. */
    CompletableFuture<Response> postLater(String path, Map<String, ?> body) {
        return CompletableFuture.supplyAsync(() -> post(path, body), task -> new Thread(task, "post-later").start());
    }

    /** A new user's id. */
    public long user(String name) {
        return post("/api/v1/admin/users", Map.of("name", name)).require(201).number("id");
    }

    /** The id of a new product that nobody can buy up. */
    public long product(String name, long price) {
        return post("/api/v1/admin/products", Map.of("name", name, "price", price, "stock", 1_000_000))
                .require(201)
                .number("id");
    }

    /** Charges points and answers the new balance. */
    public long charge(long userId, long amount) {
        return post("/api/v1/users/" + userId + "/points/charge", Map.of("amount", amount))
                .require(200)
                .number("point");
    }

    long pointsOf(long userId) {
        return get("/api/v1/users/" + userId).require(200).number("point");
    }

    /** All of a list, which has to fit one page. */
    List<JsonNode> list(String path, String name) {
        JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=100")
                .require(200)
                .json();
        assertThat(page.get("nextCursor").isNull()).as("%s fits a page", path).isTrue();
        return elements(page.get(name));
    }

    /** All of a list, page after page. */
    public List<JsonNode> listAll(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=100" + cursor)
                    .require(200)
                    .json();
            all.addAll(elements(page.get(name)));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    public static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private Response send(RawRequest request) {
        Client client = clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
        return client.send(bearer.isEmpty() ? request : request.bearer(bearer));
    }
}
