package io.jangteo;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.OlderCopy;
import io.jangteo.order.Orders;
import io.jangteo.web.OpenApiContract;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole server for a test class: real HTTP on a free port, a database of its own on the engine of this run, test
 * mode. Each test begins with an empty shop and ends with a check of its books; every reply is checked against the OpenAPI
 * document.
 */
public final class TestShop implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    public static final String ADMIN_KEY = "an-admin-key-for-tests";

    private static final String RESTORE = "/admin/snapshots/kept/restore";

    private final UnaryOperator<ConfigBuilder> settings;
    private Path directory;
    private @Nullable String postgres;
    private Jangteo server;
    private OpenApiContract contract;

    private TestShop(UnaryOperator<ConfigBuilder> settings) {
        this.settings = settings;
    }

    public static TestShop standard() {
        return new TestShop(settings -> settings);
    }

    public static TestShop with(UnaryOperator<ConfigBuilder> settings) {
        return new TestShop(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            directory = Files.createTempDirectory("jangteo-test");
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        postgres = Engines.newDatabase();
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        json(admin().post("/admin/reset"), 200);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertBalanced();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        Engines.drop(postgres);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** Stops the server and starts it again on the same data. */
    public void restart() {
        server.close();
        start();
    }

    /** Stops the server, turns its database into an older version's, and starts it on that. */
    public void restartOnOlder(int version) throws Exception {
        server.close();
        OlderCopy.replace(new DataDirectory(directory).database(), version);
        start();
    }

    /** Stops the server, lets that much of the shop's time pass, and starts it again. */
    public void restartAfter(Duration off) {
        database().write(tx -> {
            String ahead = tx.handle()
                    .createQuery("SELECT value FROM setting WHERE name = 'clock-ahead'")
                    .mapTo(String.class)
                    .findOne()
                    .orElse(Duration.ZERO.toString());
            return tx.handle()
                    .createUpdate("INSERT INTO setting (name, value) VALUES ('clock-ahead', :ahead)"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .bind("ahead", Duration.parse(ahead).plus(off).toString())
                    .execute();
        });
        restart();
    }

    /** Returns the paths of the calls that put another shop in this one's place; the engine may have no snapshots. */
    public static List<String> replacements() {
        return Engines.isPostgres() ? List.of("/admin/reset") : List.of("/admin/reset", RESTORE);
    }

    /** Takes the snapshot that a path of {@link #replacements} restores, if it restores one. */
    public void prepareReplacement(String path) {
        if (path.equals(RESTORE)) {
            json(admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        }
    }

    public String baseUrl() {
        return server.baseUrl();
    }

    /** Opens a connection of the test's own to the shop's database, which has to be on PostgreSQL. */
    public Connection connect() throws SQLException {
        return PostgresServer.shared().connect(Objects.requireNonNull(postgres));
    }

    public Path directory() {
        return directory;
    }

    public Database database() {
        return server.database();
    }

    /** The operations on orders, for moments at which the clock cannot be stopped: {@code tx.at(moment)}. */
    public Orders orders() {
        return server.services.orders;
    }

    /** The operations on coupons, for such moments. */
    public Coupons coupons() {
        return server.services.coupons;
    }

    /** The shop's time. */
    public Instant now() {
        return advance(Duration.ZERO);
    }

    /** A request to the API, from anyone. */
    public ApiCall api() {
        return ApiCall.to(server.baseUrl()).basePath("/api/v1").checkedBy(contract::hold);
    }

    /** A request to the API with a JSON body, from anyone. */
    public ApiCall api(Object body) {
        return api().json(body);
    }

    /** A request to the path: under {@code /admin} with the admin key, from anyone elsewhere. */
    public ApiCall request(String path) {
        return path.startsWith("/admin/") ? admin() : api();
    }

    public ApiCall admin() {
        return api().bearer(ADMIN_KEY);
    }

    public ApiCall admin(Object body) {
        return api(body).bearer(ADMIN_KEY);
    }

    /** Creates a user with these points, given by an administrator. */
    public long user(String name, long points) {
        long id = id(admin(Map.of("name", name)).post("/admin/users"), 201);
        if (points > 0) {
            json(admin(Map.of("amount", points, "reason", "시험")).post("/admin/users/{id}/points/adjust", id), 200);
        }
        return id;
    }

    public long user(long points) {
        return user("손님", points);
    }

    public long product(String name, long price, long stock) {
        return id(admin(Map.of("name", name, "price", price, "stock", stock)).post("/admin/products"), 201);
    }

    /** Creates an offer with a fixed discount, open now, valid for 30 days. */
    public long coupon(long amount, long quantity) {
        return coupon(Map.of("type", "FIXED", "amount", amount), quantity, 30);
    }

    public long coupon(Map<String, Object> discount, long quantity, long validDays) {
        Map<String, Object> offer = new HashMap<>();
        offer.put("name", "쿠폰");
        offer.put("discount", discount);
        offer.put("minOrderAmount", 0);
        offer.put("quantity", quantity);
        offer.put("validDays", validDays);
        return id(admin(offer).post("/admin/coupons"), 201);
    }

    /** Creates an offer of five coupons with that issue window. */
    public void offer(String name, Instant from, Instant until) {
        Map<String, Object> offer = new HashMap<>();
        offer.put("name", name);
        offer.put("discount", Map.of("type", "FIXED", "amount", 1_000));
        offer.put("minOrderAmount", 0);
        offer.put("quantity", 5);
        offer.put("validDays", 1);
        offer.put("issueFrom", from.toString());
        offer.put("issueUntil", until.toString());
        id(admin(offer).post("/admin/coupons"), 201);
    }

    /** Issues a coupon and returns its id. */
    public long issue(long couponId, long userId) {
        return id(api(Map.of("userId", userId)).post("/coupons/{id}/issue", couponId), 200);
    }

    /** Places an order of one product and returns its id. */
    public long order(long userId, long productId, long quantity) {
        List<Map<String, Long>> items = List.of(Map.of("productId", productId, "quantity", quantity));
        return id(api(Map.of("userId", userId, "items", items)).post("/orders"), 201);
    }

    public Response pay(long orderId, long userId) {
        return api(Map.of("userId", userId)).post("/orders/{id}/payment", orderId);
    }

    public Response cancel(long orderId, long userId) {
        return api(Map.of("userId", userId)).post("/orders/{id}/cancel", orderId);
    }

    public long pointsOf(long userId) {
        return json(api().get("/users/{id}", userId), 200).path("point").longValue();
    }

    public long stockOf(long productId) {
        return json(api().get("/products/{id}", productId), 200).path("stock").longValue();
    }

    /** The kinds of a user's point entries, newest first. */
    public List<String> entriesOf(long userId) {
        return json(api().get("/users/{id}/points/history", userId), 200).findValuesAsText("kind");
    }

    public List<Map<String, Object>> deliveries() {
        JsonNode deliveries = json(admin().get("/admin/deliveries"), 200).path("deliveries");
        return new ObjectMapper().convertValue(deliveries, new TypeReference<>() {});
    }

    /** Moves the clock ahead; on return, everything due by then is done. */
    public Instant advance(Duration duration) {
        JsonNode time = json(admin(Map.of("duration", duration.toString())).post("/admin/clock/advance"), 200);
        return OffsetDateTime.parse(time.path("now").textValue()).toInstant();
    }

    public JsonNode books() {
        return json(admin().get("/admin/books"), 200);
    }

    public void assertBalanced() {
        JsonNode books = books();
        assertThat(books.path("balanced").booleanValue())
                .as(() -> "the books: " + books.findValues("violations"))
                .isTrue();
    }

    private static long id(Response created, int status) {
        return json(created, status).path("id").longValue();
    }

    private void start() {
        ConfigBuilder builder =
                Config.builder().port(0).data(directory).testMode(true).adminKey(ADMIN_KEY);
        server = Jangteo.start(settings.apply(Engines.on(postgres, builder)).build());
        contract = new OpenApiContract(server.baseUrl());
    }
}
