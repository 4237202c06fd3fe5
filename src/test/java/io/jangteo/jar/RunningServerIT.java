package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.Jar.Outcome;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other processes can do beside a running server, and what they cannot. */
class RunningServerIT {
    private static final Pattern FILE = Pattern.compile("/files/[^\"]+");

    @TempDir
    static Path directory;

    private static Jar jar;
    private static Path data;
    private static JarServer server;

    @BeforeAll
    static void start() {
        jar = new Jar(directory);
        data = directory.resolve("data");
        server = jar.serve("--data", data.toString(), "--demo", "--auth", "token");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_second_server_on_the_same_data_does_not_start() {
        jar.run("--data", data.toString(), "--port", "0").assertFailed("is in use by another server");
        assertThat(get("", "/api/v1/products")).isEqualTo(200);
    }

    @Test
    void a_second_server_on_the_same_port_does_not_start() {
        String port = Integer.toString(server.port());
        jar.run("--data", directory.resolve("other").toString(), "--port", port)
                .assertFailed("port " + port + ": Address already in use");
        assertThat(get("", "/api/v1/products")).isEqualTo(200);
    }

    @Test
    void it_has_said_that_the_shop_alone_charges() {
        assertThat(server.err().lines())
                .startsWith(
                        "Charges: the shop alone charges points, with the reference of a payment (--charges admin)");
        assertThat(server.err().lines().filter(line -> line.startsWith("Charges:")))
                .hasSize(1);
    }

    @Test
    void the_books_can_be_verified_meanwhile() {
        Outcome verify = jar.run("verify", "--data", data.toString());
        assertThat(verify.status()).as(verify.err()).isZero();
        JsonNode books = Response.parse(verify.out());
        assertThat(books.get("balanced").asBoolean()).isTrue();
        assertThat(books.get("checks")).isNotEmpty();
    }

    @Test
    void a_token_made_meanwhile_lets_its_user_in_and_nobody_else() {
        Outcome token = jar.run("token", "--data", data.toString(), "--user", "1");
        assertThat(token.status()).as(token.err()).isZero();
        assertThat(get("", "/api/v1/users/1")).isEqualTo(401);
        assertThat(get(token.out().strip(), "/api/v1/users/1")).isEqualTo(200);
        assertThat(get(token.out().strip(), "/api/v1/users/2")).isEqualTo(403);
        jar.run("token", "--data", data.toString(), "--user", "999").assertFailed("There is no user 999");
    }

    @Test
    void the_pages_and_their_files_come_out_of_the_jar() {
        for (String page : List.of("/", "/office", "/rush", "/docs", "/docs/errors")) {
            String html = new ShopClient(server, "").get(page).text();
            List<String> files =
                    FILE.matcher(html).results().map(MatchResult::group).toList();
            assertThat(files)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(get("", file)).isEqualTo(200));
        }
    }

    private static int get(String bearer, String path) {
        return new ShopClient(server, bearer).get(path).status();
    }
}
