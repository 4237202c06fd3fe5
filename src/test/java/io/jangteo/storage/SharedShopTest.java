package io.jangteo.storage;

import static io.jangteo.Replies.json;
import static io.jangteo.storage.SharedDatabase.admin;
import static io.jangteo.storage.SharedDatabase.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.CapturedLog;
import io.jangteo.Jangteo;
import io.jangteo.cluster.TcpProxy;
import io.jangteo.config.Config;
import io.jangteo.database.UnusableDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers of one database: what they share, and what each has for itself. */
@Tag("slow")
class SharedShopTest {
    /** JavaScript holds whole numbers exactly up to this one. */
    private static final long SAFE_MAX = (1L << 53) - 1;

    @TempDir
    Path directories;

    private SharedDatabase database;

    @BeforeEach
    void create() {
        database = new SharedDatabase(directories);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void four_servers_that_start_at_once_on_nothing_are_one_demo_shop_with_one_key() {
        List<CompletableFuture<Jangteo>> starts = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> database.start(settings -> settings.demo(true).auth(Config.Auth.TOKEN))))
                .toList();
        List<Jangteo> servers = starts.stream().map(CompletableFuture::join).toList();
        assertThat(database.value("SELECT count(*) FROM shop_user")).isEqualTo("50");
        assertThat(database.value("SELECT count(*) FROM product")).isEqualTo("30");
        assertThat(database.value("SELECT count(*) FROM schema_migration"))
                .isEqualTo(database.value("SELECT max(version) FROM schema_migration"));
        assertThat(servers.get(3).books().balanced()).isTrue();
        for (Jangteo giver : servers) {
            String token = token(giver, 1);
            assertThat(servers)
                    .allSatisfy(taker -> assertThat(
                                    api(taker).bearer(token).get("/users/1").status())
                            .isEqualTo(200));
        }
        assertThat(api(servers.get(0))
                        .bearer("x" + token(servers.get(0), 1))
                        .get("/users/1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_restart_keeps_the_keys() {
        Jangteo first = database.start(settings -> settings.auth(Config.Auth.TOKEN));
        long user = user(first);
        String token = token(first, user);
        first.close();
        Jangteo second = database.start(settings -> settings.auth(Config.Auth.TOKEN));
        assertThat(api(second).bearer(token).get("/users/{id}", user).status()).isEqualTo(200);
    }

    @Test
    void a_reset_in_test_mode_keeps_the_keys_and_the_shared_settings() {
        Jangteo first = database.start(settings -> settings.testMode(true).chargeMin(10));
        String key = database.value("SELECT value FROM setting WHERE name = 'secret.token-key'");
        first.reset();
        assertThat(database.value("SELECT value FROM setting WHERE name = 'secret.token-key'"))
                .isEqualTo(key);
        assertThat(database.value("SELECT value FROM setting WHERE name = 'shared.charge-min'"))
                .isEqualTo("10");
    }

    @Test
    void the_directory_of_a_server_holds_the_journal_alone() throws IOException {
        Jangteo shop = database.start(settings -> settings.demo(true));
        Awaitility.await().untilAsserted(() -> assertThat(files(0)).contains("data-platform.jsonl"));
        assertThat(files(0)).containsExactlyInAnyOrder("data-platform.jsonl", "jangteo.lock");
        assertThatThrownBy(() -> database.start(settings -> settings.data(database.directory(0))))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("in use by another server");
        shop.close();
        assertThat(files(0)).contains("data-platform.jsonl").doesNotContain("jangteo.db", "token.key", "admin.key");
    }

    @Test
    void servers_that_send_webhooks_share_the_secret_and_need_no_directory() {
        URI nobody = URI.create("http://127.0.0.1:1/hook");
        database.start(settings -> settings.dataPlatform(nobody));
        String secret = database.value("SELECT value FROM setting WHERE name = 'secret.data-platform'");
        assertThat(secret).startsWith("whsec_");
        database.start(settings -> settings.dataPlatform(nobody));
        assertThat(database.value("SELECT value FROM setting WHERE name = 'secret.data-platform'"))
                .isEqualTo(secret);
        assertThat(directories).isEmptyDirectory();
    }

    @Test
    void the_number_of_changes_moves_for_everyones_commits_and_for_no_read() {
        Jangteo one = database.start();
        Jangteo other = database.start();
        // What a start leaves to do may still be committed.
        Awaitility.await().until(() -> changes(one) == changes(other) && changes(other) == changes(one));
        long before = changes(one);
        user(other);
        assertThat(changes(one)).isNotEqualTo(before);
        assertThat(changes(one)).isBetween(0L, SAFE_MAX);
    }

    @Test
    void a_server_whose_database_takes_no_writes_is_not_ready_until_it_does() {
        Jangteo shop = database.start();
        assertThat(ready(shop)).isEqualTo(200);
        // As on a standby; only new connections begin so.
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        database.cutConnections();
        Awaitility.await().untilAsserted(() -> assertThat(ready(shop)).isEqualTo(503));
        assertThat(api(shop).get("/products").status()).as("a read").isEqualTo(200);
        assertThatThrownBy(() -> database.start())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("transaction_read_only is on");
        database.execute(
                "BEGIN READ WRITE; ALTER DATABASE " + database.name() + " RESET default_transaction_read_only; COMMIT");
        // Its pool is full of connections that began so: the first refusal takes them all away.
        List<Integer> answers = IntStream.range(0, 3)
                .mapToObj(i -> admin(shop)
                        .json(Map.of("name", "손님"))
                        .post("/admin/users")
                        .status())
                .toList();
        assertThat(answers).last().isEqualTo(201);
        Awaitility.await().untilAsserted(() -> assertThat(ready(shop)).isEqualTo(200));
    }

    @Test
    void a_server_whose_database_is_away_is_not_ready_until_it_is_back() {
        try (TcpProxy proxy = TcpProxy.beforePostgres(database.url());
                CapturedLog log = new CapturedLog()) {
            Jangteo shop = database.start(settings -> settings.database(proxy.in(database.url())));
            assertThat(ready(shop)).isEqualTo(200);
            proxy.refuse();
            proxy.cut();
            Awaitility.await().untilAsserted(() -> assertThat(ready(shop)).isEqualTo(503));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.linesWith("The database server cannot be reached: "))
                            .isNotEmpty());
            assertThat(api(shop).basePath("").get("/health/live").status()).isEqualTo(200);
            proxy.allow();
            Awaitility.await().untilAsserted(() -> assertThat(ready(shop)).isEqualTo(200));
        }
    }

    @Test
    void a_role_that_may_create_nothing_serves_what_another_has_migrated() {
        String role = "jangteo_" + Long.toHexString(System.nanoTime());
        database.start().close();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'hush';"
                + "REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
                + "GRANT USAGE ON SCHEMA public TO " + role + ";"
                + "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role + ";"
                + "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO " + role);
        try {
            String url = database.url().replaceFirst("user=[^&]*", "user=" + role);
            Jangteo shop = database.start(settings -> settings.database(url).databasePassword("hush"));
            assertThat(user(shop)).isPositive();
            assertThat(ready(shop)).isEqualTo(200);
            shop.close();
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    private List<String> files(int server) throws IOException {
        try (Stream<Path> files = Files.list(database.directory(server))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int ready(Jangteo shop) {
        return api(shop).basePath("").get("/health/ready").status();
    }

    private static long changes(Jangteo shop) {
        return json(api(shop).get("/shop"), 200).path("changes").longValue();
    }

    private static String token(Jangteo shop, long user) {
        return json(admin(shop).json(Map.of("userId", user, "ttlSeconds", 60)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
    }

    private static long user(Jangteo shop) {
        return json(admin(shop).json(Map.of("name", "손님")).post("/admin/users"), 201)
                .path("id")
                .longValue();
    }
}
