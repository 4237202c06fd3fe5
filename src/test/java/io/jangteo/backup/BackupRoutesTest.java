package io.jangteo.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Restore;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRoutesTest {
    @TempDir
    Path path;

    @Test
    void a_copy_taken_while_serving_becomes_the_shop_it_was_taken_of() throws Exception {
        Path copy;
        try (Jangteo shop = start("first")) {
            admin(shop).body(Map.of("name", "김하나")).post("/admin/users").then().statusCode(201);
            JsonPath reply = admin(shop)
                    .post("/admin/backup")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            copy = backups().resolve(reply.getString("file"));
            assertThat(admin(shop).get("/admin/audit").jsonPath().getString("entries[0].target"))
                    .isEqualTo("backups/" + copy.getFileName());
            assertThat(admin(shop).get("/admin/audit").jsonPath().getString("entries[0].operation"))
                    .isEqualTo("takeBackup");
            assertThat(reply.<String, Object>getMap("")).containsOnlyKeys("file", "bytes", "sha256");
            assertThat(reply.getString("file")).matches("jangteo-[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z\\.db");
            assertThat(reply.getLong("bytes")).isEqualTo(Files.size(copy));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(copy));
            assertThat(reply.getString("sha256")).isEqualTo(HexFormat.of().formatHex(digest));
            admin(shop).body(Map.of("name", "이두리")).post("/admin/users").then().statusCode(201);
        }
        Restore.unchecked(new DataDirectory(path.resolve("second")), copy, false);
        try (Jangteo shop = start("second")) {
            assertThat(admin(shop).get("/admin/users").jsonPath().getList("users.name", String.class))
                    .containsExactly("김하나");
        }
    }

    @Test
    void a_backup_is_taken_for_the_administrator_alone() {
        try (Jangteo shop = start("first")) {
            given().baseUri(shop.baseUrl()).post("/api/v1/admin/backup").then().statusCode(401);
            admin(shop)
                    .body(Map.of("file", "elsewhere"))
                    .post("/admin/backup")
                    .then()
                    .statusCode(400);
            assertThat(backups())
                    .satisfiesAnyOf(
                            backups -> assertThat(backups).doesNotExist(),
                            backups -> assertThat(backups).isEmptyDirectory());
        }
    }

    @Test
    void backups_are_listed_newest_first_with_a_digest_that_is_computed_once() throws Exception {
        try (Jangteo shop = start("first")) {
            Path backups = backups();
            assertThat(admin(shop).get("/admin/backups").asString()).isEqualTo("{\"backups\":[]}");
            JsonPath one = admin(shop).post("/admin/backup").jsonPath();
            JsonPath two = admin(shop).post("/admin/backup").jsonPath();
            Path older = Files.copy(backups.resolve(name(one)), backups.resolve("by-hand.db"));
            Files.setLastModifiedTime(older, FileTime.fromMillis(1_000_000_000_000L));
            Files.createFile(backups.resolve("notes.txt"));
            Files.createSymbolicLink(
                    backups.resolve("link.db"), path.resolve("first").resolve("admin.key"));
            JsonPath list = admin(shop)
                    .get("/admin/backups")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(list.getList("backups.file", String.class)).containsExactly(name(two), name(one), "by-hand.db");
            assertThat(list.getList("backups.sha256", String.class))
                    .containsExactly(two.getString("sha256"), one.getString("sha256"), one.getString("sha256"));
            assertThat(list.getString("backups[2].at")).isEqualTo("2001-09-09T10:46:40.000+09:00");
            assertThat(list.getLong("backups[0].bytes")).isEqualTo(two.getLong("bytes"));
            assertThat(backups.resolve(name(one) + ".sha256"))
                    .hasContent(one.getString("sha256") + "  " + name(one) + "\n");
            Files.writeString(backups.resolve("by-hand.db.sha256"), "0".repeat(64));
            assertThat(admin(shop).get("/admin/backups").jsonPath().getString("backups[2].sha256"))
                    .isEqualTo("0".repeat(64));
        }
    }

    @Test
    void a_backup_is_handed_out_as_it_is_and_nothing_else_is() throws Exception {
        try (Jangteo shop = start("first")) {
            JsonPath backup = admin(shop).post("/admin/backup").jsonPath();
            Response file = admin(shop).get("/admin/backups/" + name(backup));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.asByteArray())
                    .isEqualTo(Files.readAllBytes(backups().resolve(name(backup))));
            assertThat(file.header("Content-Length")).isEqualTo(backup.getString("bytes"));
            assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + name(backup) + "\"");
            Path backups = backups();
            Files.createSymbolicLink(
                    backups.resolve("link.db"), path.resolve("first").resolve("admin.key"));
            Files.createDirectory(backups.resolve("dir.db"));
            for (String other : List.of(
                    "none.db",
                    "link.db",
                    "dir.db",
                    name(backup) + ".sha256",
                    "..",
                    "%2e%2e",
                    "..%2fadmin.key",
                    "%2e%2e%2fjangteo.db",
                    "..%5cjangteo.db",
                    "%2fetc%2fpasswd",
                    "%00.db")) {
                assertThat(admin(shop)
                                .urlEncodingEnabled(false)
                                .get("/admin/backups/" + other)
                                .statusCode())
                        .as(other)
                        .isIn(400, 404);
            }
            given().baseUri(shop.baseUrl())
                    .get("/api/v1/admin/backups/" + name(backup))
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void seven_scheduled_backups_are_kept_and_all_that_were_taken_by_hand() {
        Config config =
                config("first").testMode(true).backupEvery(Duration.ofHours(6)).build();
        try (Jangteo shop = Jangteo.start(config)) {
            shop.clock().stop();
            shop.clock().advance(Duration.ZERO);
            String byHand = name(admin(shop).post("/admin/backup").jsonPath());
            assertThat(scheduled(shop)).hasSize(1);
            String first = scheduled(shop).get(0);
            shop.clock().advance(Duration.ofHours(5));
            assertThat(scheduled(shop)).hasSize(1);
            shop.clock().advance(Duration.ofHours(1).plusMinutes(1));
            assertThat(scheduled(shop)).hasSize(2).contains(first);
            shop.clock().advance(Duration.ofDays(2));
            assertThat(scheduled(shop)).hasSize(7).doesNotContain(first);
            assertThat(given().baseUri(shop.baseUrl()).get("/metrics").asString())
                    .containsPattern("jangteo_backup_last_timestamp_seconds 1\\.[0-9]+E9");
            assertThat(backups().toFile().list()).hasSize(16).contains(byHand, byHand + ".sha256");
        }
        // A restart goes on from the last one.
        try (Jangteo shop = Jangteo.start(config)) {
            List<String> before = scheduled(shop);
            shop.clock().advance(Duration.ZERO);
            assertThat(scheduled(shop)).isEqualTo(before);
        }
    }

    private static List<String> scheduled(Jangteo shop) {
        return admin(shop).get("/admin/backups").jsonPath().getList("backups.file", String.class).stream()
                .filter(name -> name.startsWith("scheduled-"))
                .toList();
    }

    private static String name(JsonPath backup) {
        return backup.getString("file");
    }

    private Path backups() {
        return path.resolve("first").resolve("backups");
    }

    private Jangteo start(String directory) {
        return Jangteo.start(config(directory).build());
    }

    private ConfigBuilder config(String directory) {
        return Config.builder().port(0).data(path.resolve(directory)).adminKey("the-key-of-the-admin");
    }

    private static RequestSpecification admin(Jangteo shop) {
        return given().baseUri(shop.baseUrl())
                .basePath("/api/v1")
                .header("Authorization", "Bearer the-key-of-the-admin")
                .contentType(ContentType.JSON);
    }
}
