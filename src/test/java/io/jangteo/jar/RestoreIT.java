package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.Jar.Outcome;
import io.jangteo.wire.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy taken from a busy shop, and the shop that is made of it. */
class RestoreIT {
    private static final String KEY = "an-admin-key-for-tests";
    private static final long CHARGE = 1_000;

    @TempDir
    static Path directory;

    private static Jar jar;
    private static Path data;
    private static Path copy;
    private static Outcome backup;
    private static Outcome restoreBesideServer;
    private static Outcome restoreWithoutForce;
    private static Outcome restore;
    private static long quietPoints;
    private static long busyPoints;
    private static long busyPointsBeforeBackup;
    private static long busyPointsAfterBackup;

    @BeforeAll
    static void copyAndRestore() throws Exception {
        data = directory.resolve("data");
        copy = directory.resolve("copy.db");
        jar = new Jar(directory).variable("JANGTEO_DATA", data.toString()).variable("JANGTEO_ADMIN_KEY", KEY);
        long quiet;
        long busy;
        try (JarServer server = jar.serve("--balance-max", "1000000000")) {
            ShopClient shop = new ShopClient(server, KEY);
            quiet = shop.user("김하나");
            busy = shop.user("이두리");
            shop.charge(quiet, CHARGE);
            backUpWhileCharging(shop, busy);
            shop.charge(quiet, CHARGE);
            restoreBesideServer = jar.run("restore", "--force", copy.toString());
            assertThat(shop.pointsOf(quiet)).isEqualTo(2 * CHARGE);
            assertThat(server.stop()).isZero();
        }
        restoreWithoutForce = jar.run("restore", copy.toString());
        try (DatabaseFile database = new DatabaseFile(data)) {
            assertThat(database.number("SELECT point FROM shop_user WHERE id = " + quiet))
                    .isEqualTo(2 * CHARGE);
        }
        restore = jar.run("restore", copy.toString(), "--force");
        try (JarServer server = jar.serve("--balance-max", "1000000000")) {
            ShopClient shop = new ShopClient(server, KEY);
            quietPoints = shop.pointsOf(quiet);
            busyPoints = shop.pointsOf(busy);
            assertThat(server.stop()).isZero();
        }
    }

    private static void backUpWhileCharging(ShopClient shop, long user) {
        AtomicLong points = new AtomicLong(shop.charge(user, CHARGE));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> charging = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                points.set(shop.charge(user, CHARGE));
            }
        });
        busyPointsBeforeBackup = points.get();
        backup = jar.run("backup", "--to", copy.toString());
        busyPointsAfterBackup = points.get() + CHARGE;
        enough.set(true);
        charging.join();
    }

    @Test
    void a_copy_is_taken_while_the_shop_is_written_to() throws Exception {
        assertThat(backup.status()).as(backup.err()).isZero();
        JsonNode taken = Response.parse(backup.out());
        assertThat(Path.of(taken.get("file").asText())).isEqualTo(copy);
        assertThat(taken.get("bytes").asLong()).isEqualTo(Files.size(copy));
        assertThat(busyPoints).isBetween(busyPointsBeforeBackup, busyPointsAfterBackup);
    }

    @Test
    void nothing_is_restored_over_a_shop_that_is_open() {
        restoreBesideServer.assertFailed("is in use by another server");
    }

    @Test
    void nothing_is_restored_over_a_shop_unless_that_is_wanted() {
        restoreWithoutForce.assertFailed("--force");
    }

    @Test
    void the_restored_shop_answers_as_it_did_at_the_backup() {
        assertThat(restore.status()).as(restore.err()).isZero();
        assertThat(quietPoints).isEqualTo(CHARGE);
        Outcome verify = jar.run("verify");
        assertThat(verify.status()).as(verify.out()).isZero();
    }

    @Test
    void books_that_were_tampered_with_do_not_balance() throws Exception {
        Path tampered = Files.createDirectory(directory.resolve("tampered"));
        Files.copy(copy, tampered.resolve("jangteo.db"));
        assertThat(jar.run("verify", "--data", tampered.toString()).status()).isZero();
        try (DatabaseFile database = new DatabaseFile(tampered)) {
            database.execute("UPDATE shop_user SET point = point + 1 WHERE id = 1");
        }
        Outcome verify = jar.run("verify", "--data", tampered.toString());
        assertThat(verify.status()).isEqualTo(1);
        assertThat(Response.parse(verify.out()).get("balanced").asBoolean()).isFalse();
    }
}
