package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.Jar;
import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A shop in test mode with one of everything, two users, and tokens of every kind. */
final class StrangersShop implements AutoCloseable {
    private static final String API = "/api/v1";
    private static final String ADMIN = API + "/admin";
    private static final String SNAPSHOT = "kept";

    private final Client client;
    private final boolean tokens;
    private String own;
    private String other;
    private String ended;
    private String otherDatabase;
    private SampleValues values;
    private JsonNode document;

    /** @param tokens whether the server asks shoppers for their tokens */
    StrangersShop(DoorServer server, boolean tokens) {
        this.client = new Client(server.address()::toString);
        this.tokens = tokens;
        otherDatabase = token(id(admin("/users", "{\"name\":\"first\"}")), 600);
        fill();
    }

    /** Empties the shop and sets it up anew. */
    void fill() {
        admin("/reset", "{}");
        long user = id(admin("/users", "{\"name\":\"own\"}"));
        long stranger = id(admin("/users", "{\"name\":\"other\"}"));
        own = token(user, 600);
        other = token(stranger, 600);
        ended = token(user, 1);
        admin("/clock/advance", "{\"duration\":\"PT2S\"}");
        admin("/users/" + user + "/points/adjust", "{\"amount\":500000,\"reason\":\"start\"}");
        long product = id(admin("/products", "{\"name\":\"apple\",\"price\":1000,\"stock\":100000}"));
        String coupon = "{\"name\":\"discount\",\"discount\":{\"type\":\"FIXED\",\"amount\":500},"
                + "\"minOrderAmount\":0,\"quantity\":10,\"validDays\":30}";
        long offered = id(admin("/coupons", coupon));
        String self = "{\"userId\":" + user + "}";
        long taken = id(asOwn(RawRequest.post(API + "/coupons/" + id(admin("/coupons", coupon)) + "/issue", self)));
        String order = "{\"userId\":" + user + ",\"items\":[{\"productId\":" + product + ",\"quantity\":1}]}";
        long paid = id(asOwn(RawRequest.post(API + "/orders", order)));
        done(asOwn(RawRequest.post(API + "/orders/" + paid + "/payment", self)));
        long open = id(asOwn(RawRequest.post(API + "/orders", order)));
        admin("/keys", "{\"name\":\"" + SNAPSHOT + "\"}");
        admin("/snapshots", "{\"name\":\"" + SNAPSHOT + "\"}");
        long delivery = done(DoorServer.asAdmin(RawRequest.get(ADMIN + "/deliveries")))
                .json()
                .at("/deliveries/0/id")
                .asLong();
        Response race = done(
                DoorServer.asAdmin(RawRequest.post(API + "/races", "{\"coupons\":1,\"users\":2,\"concurrency\":1}")));
        awaitRace(race);
        values = new SampleValues(
                Map.of(
                        "users", user,
                        "products", product,
                        "coupons", offered,
                        "issued-coupons", taken,
                        "orders", open,
                        "deliveries", delivery,
                        "races", race.json().path("id").asLong()),
                today(),
                SNAPSHOT);
        document = done(RawRequest.get("/openapi.json")).json();
    }

    List<SampleCall> calls() {
        return SampleCall.all(document, values);
    }

    Response ask(RawRequest request) {
        return client.ask(request);
    }

    /** As the administrator, on the server's own connection; the reply has to be a success. */
    Response admin(String path, String json) {
        return done(DoorServer.asAdmin(RawRequest.post(ADMIN + path, json)));
    }

    /** Whether charging is the shop's own business on this server. */
    boolean shopCharges() {
        return done(RawRequest.get(API + "/shop"))
                .json()
                .path("charges")
                .asText()
                .equalsIgnoreCase("ADMIN");
    }

    /** A race goes on after it was started. */
    void awaitRace(Response started) {
        String place = started.header("Location");
        if (place == null || !place.startsWith(API + "/races/")) {
            return;
        }
        await("the race ends: " + place)
                .atMost(Duration.ofSeconds(Jar.PATIENCE_SECONDS))
                .until(() -> {
                    Response race = ask(DoorServer.asAdmin(RawRequest.get(place)));
                    return !race.json().path("status").asText().equals("RUNNING");
                });
    }

    String own() {
        return own;
    }

    String other() {
        return other;
    }

    /** Of the first user, and no longer good. */
    String ended() {
        return ended;
    }

    /** Of the shop before this one. */
    String otherDatabase() {
        return otherDatabase;
    }

    @Override
    public void close() {
        client.close();
    }

    private String today() {
        String now = done(RawRequest.get(API + "/shop")).json().path("now").asText();
        return LocalDate.parse(now.substring(0, "2026-01-01".length())).toString();
    }

    private RawRequest asOwn(RawRequest request) {
        return tokens ? request.bearer(own) : request;
    }

    private String token(long user, int seconds) {
        return admin("/tokens", "{\"userId\":" + user + ",\"ttlSeconds\":" + seconds + "}")
                .json()
                .path("token")
                .asText();
    }

    private long id(RawRequest request) {
        return id(done(request));
    }

    private static long id(Response reply) {
        return reply.json().path("id").asLong();
    }

    private Response done(RawRequest request) {
        Response reply = ask(request);
        if (reply.status() / 100 != 2) {
            throw new AssertionError(request + " was answered " + reply);
        }
        return reply;
    }
}
