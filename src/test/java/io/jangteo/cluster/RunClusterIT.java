package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run-cluster}, as it stands in the Makefile. */
class RunClusterIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path JAR =
            Path.of(System.getProperty("jangteo.jar", "target/jangteo.jar")).toAbsolutePath();
    private static final String READY = "One shop";
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();
    private Process cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new ProcessBuilder(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunCluster.class.getName(),
                        Integer.toString(Ports.free()),
                        JAR.toString(),
                        JAVA)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = cluster.inputReader(StandardCharsets.UTF_8);
        while (lines.stream().noneMatch(line -> line.startsWith(READY))) {
            String line = out.readLine();
            assertThat(line).as(String.join("\n", lines)).isNotNull();
            lines.add(line);
        }
    }

    @AfterEach
    void end() {
        // Its shutdown ends what it has started.
        cluster.destroy();
        cluster.onExit().join();
    }

    @Test
    void two_instances_are_one_shop_that_outlives_one_of_them_and_leaves_nothing() throws Exception {
        List<String> instances = found("Instance: (http:\\S+)");
        assertThat(instances).hasSize(2);
        String shop = found("One shop.*: (http:\\S+)").get(0);
        long user = admin(instances.get(0))
                .json(Map.of("name", "김하나"))
                .post("/api/v1/admin/users")
                .require(201)
                .number("id");
        long point = ApiCall.to(instances.get(1))
                .json(Map.of("amount", 1_000))
                .post("/api/v1/users/{id}/points/charge", user)
                .require(200)
                .number("point");
        assertThat(pointOf(shop, user)).isEqualTo(point);
        Response books = admin(shop).get("/api/v1/admin/books").require(200);
        assertThat(books.json().path("balanced").booleanValue())
                .as(books.text())
                .isTrue();

        long first = Long.parseLong(found("Instance: .*process (\\d+)").get(0));
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> !isListening(instances.get(0)));
        for (int turn = 0; turn < instances.size(); turn++) {
            assertThat(pointOf(shop, user)).isEqualTo(point);
        }

        cluster.destroy();
        assertThat(cluster.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Stream.of(
                        shop,
                        instances.get(1),
                        found("PostgreSQL: jdbc:(.*)").get(0),
                        found("Redis: (.*)").get(0)))
                .noneMatch(RunClusterIT::isListening);
        try (Stream<Path> left = Files.list(directory.resolve("target/servers"))) {
            assertThat(left).map(path -> path.getFileName().toString()).containsExactly("programs");
        }
    }

    /** Returns what the group of the pattern matches, in each line that it matches. */
    private List<String> found(String pattern) {
        return lines.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private ApiCall admin(String address) {
        return ApiCall.to(address).bearer(found("Admin key: (.*)").get(0));
    }

    private static long pointOf(String address, long userId) {
        return ApiCall.to(address)
                .get("/api/v1/users/{id}", userId)
                .require(200)
                .number("point");
    }

    private static boolean isListening(String address) {
        try (Connection connection = Connection.to(address)) {
            return true;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }
}
