package io.jangteo.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Restore;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
            copy = Path.of(reply.getString("file"));
            assertThat(reply.<String, Object>getMap("")).containsOnlyKeys("file", "bytes", "sha256");
            assertThat(copy.getFileName().toString()).matches("jangteo-[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z\\.db");
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
            assertThat(path.resolve("first").resolve("backups"))
                    .satisfiesAnyOf(
                            backups -> assertThat(backups).doesNotExist(),
                            backups -> assertThat(backups).isEmptyDirectory());
        }
    }

    private Jangteo start(String directory) {
        return Jangteo.start(Config.builder()
                .port(0)
                .data(path.resolve(directory))
                .adminKey("the-key-of-the-admin")
                .build());
    }

    private static RequestSpecification admin(Jangteo shop) {
        return given().baseUri(shop.baseUrl())
                .basePath("/api/v1")
                .header("Authorization", "Bearer the-key-of-the-admin")
                .contentType(ContentType.JSON);
    }
}
