package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jangteo.jar.Jar.Outcome;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server's life: it says that it is ready, is asked to stop while charges wait for a database that someone else
 * holds, one of their callers hangs up, and it ends. Each test looks at what that left.
 */
class ReadyAndStopIT {
    private static final int CHARGES = 24;
    private static final long AMOUNT = 1_000;
    /** What a server says at its start, and all that it says. */
    private static final String CHARGES_LINE = "Charges: shoppers charge points themselves (--charges shopper)";

    @TempDir
    static Path directory;

    private static Path data;
    private static Jar jar;
    private static String readyLine;
    private static int firstStatus;
    private static Throwable newConnectionAfterTheSignal;
    private static int status;
    private static List<String> out;
    private static String err;
    private static boolean logIsGone;
    private static final List<Response> ANSWERS = new ArrayList<>();

    @BeforeAll
    static void live() throws Exception {
        data = directory.resolve("data");
        jar = new Jar(directory);
        // Each charge has a commit of its own, so that a holder who holds too long spoils one and not all.
        try (JarServer server = jar.serve(
                "--data",
                data.toString(),
                "--data-platform",
                "http://127.0.0.1:9/",
                "--write-batch-max",
                "1",
                "--write-queue-wait",
                "PT1M",
                "--stop-timeout",
                "PT1M")) {
            readyLine = server.out().get(0);
            ShopClient shop =
                    new ShopClient(server, Jar.read(data.resolve("admin.key")).strip());
            Response first = shop.post("/api/v1/admin/users", Map.of("name", "김하나"));
            firstStatus = first.status();
            stopWhileChargesWait(server, shop);
            status = server.awaitEnd();
            out = List.copyOf(server.out());
            err = server.err();
        }
        Path log = data.resolve("jangteo.db-wal");
        logIsGone = Files.notExists(log) || Files.size(log) == 0;
    }

    private static void stopWhileChargesWait(JarServer server, ShopClient shop) throws IOException {
        List<CompletableFuture<Response>> charges = new ArrayList<>();
        long patient = 1;
        long impatient = shop.user("이두리");
        // What the server does at its start would stand in the queue too.
        shop.get("/api/v1/products/popular").require(200);
        try (DatabaseFile database = new DatabaseFile(data);
                Connection leaving = Connection.to(server.address().toString())) {
            database.hold();
            leaving.send(RawRequest.post(charging(impatient), "{\"amount\":" + AMOUNT + "}"));
            for (int i = 0; i < CHARGES; i++) {
                charges.add(shop.postLater(charging(patient), Map.of("amount", AMOUNT)));
            }
            // The writer has taken one of them and waits for the database.
            await().atMost(Duration.ofSeconds(Jar.PATIENCE_SECONDS))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> shop.get("/metrics")
                            .text()
                            .contains("jangteo_writer_queue_length %d.0\n".formatted(CHARGES)));
            leaving.reset();
            server.askToStop();
            newConnectionAfterTheSignal = await().atMost(Duration.ofSeconds(Jar.PATIENCE_SECONDS))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> catchThrowable(() -> connect(server)), thrown -> thrown != null);
            database.letGo();
        }
        charges.forEach(charge ->
                ANSWERS.add(charge.exceptionally(thrown -> lost(thrown)).join()));
    }

    /** In the place of a reply that did not come. */
    private static Response lost(Throwable thrown) {
        return new Response(0, Map.of(), thrown.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String charging(long user) {
        return "/api/v1/users/" + user + "/points/charge";
    }

    private static void connect(JarServer server) {
        Connection.to(server.address().toString()).close();
    }

    @Test
    void the_ready_line_is_the_only_line_on_standard_output() {
        assertThat(readyLine).matches("Jangteo is ready at http://127\\.0\\.0\\.1:[1-9][0-9]*");
        assertThat(out).containsExactly(readyLine);
    }

    @Test
    void a_caller_that_hung_up_is_not_a_failure_to_be_written_of() {
        // Those are for a test that was itself kept waiting while it held the database.
        assertThat(err.lines().filter(line -> !line.contains("[SQLITE_BUSY]"))).containsExactly(CHARGES_LINE);
    }

    @Test
    void the_ready_line_is_printed_when_the_server_can_answer() {
        assertThat(firstStatus).isEqualTo(201);
    }

    @Test
    void secrets_are_open_to_their_owner_alone() throws Exception {
        assertThat(modeOf(data)).isEqualTo("rwx------");
        for (String secret : List.of("admin.key", "token.key", "data-platform.secret")) {
            assertThat(modeOf(data.resolve(secret))).as(secret).isEqualTo("rw-------");
        }
    }

    @Test
    void after_the_signal_nobody_new_is_let_in() {
        assertThat(newConnectionAfterTheSignal).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void every_request_that_was_taken_before_the_signal_is_answered() {
        assertThat(ANSWERS).hasSize(CHARGES).allSatisfy(answer -> {
            // The second is for a test that was itself kept waiting while it held the database.
            assertThat(answer.status()).as(answer.text()).isIn(200, 503);
            assertThat(answer.json().has(answer.status() == 200 ? "point" : "code"))
                    .isTrue();
        });
        assertThat(acknowledged()).isGreaterThan(CHARGES / 2);
    }

    @Test
    void the_database_has_the_acknowledged_charges_and_no_more() {
        try (DatabaseFile database = new DatabaseFile(data)) {
            assertThat(database.number("SELECT count(*) FROM point_entry WHERE user_id = 1"))
                    .isEqualTo(acknowledged());
            assertThat(database.number("SELECT point FROM shop_user WHERE id = 1"))
                    .isEqualTo(acknowledged() * AMOUNT);
        }
        Outcome verify = jar.run("verify", "--data", data.toString());
        assertThat(verify.status()).as(verify.out()).isZero();
    }

    @Test
    void the_process_ends_with_status_zero() {
        assertThat(status).isZero();
    }

    @Test
    void the_write_ahead_log_is_folded_into_the_database() {
        assertThat(logIsGone).isTrue();
    }

    @Test
    void nothing_is_left_in_the_directory_for_temporary_files() throws Exception {
        try (var left = Files.list(jar.temporaryFiles())) {
            assertThat(left).isEmpty();
        }
    }

    private static long acknowledged() {
        return ANSWERS.stream().filter(answer -> answer.status() == 200).count();
    }

    private static String modeOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
