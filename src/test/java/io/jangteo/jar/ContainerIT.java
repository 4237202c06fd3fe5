package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.jar.Container.Run;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The container of the examples, as its Dockerfile, its compose file and its page start it, without Docker. */
class ContainerIT {
    private static final Path EXAMPLE = Path.of("src/docs/examples/container");
    private static final ImageFile IMAGE = ImageFile.read(EXAMPLE.resolve("Dockerfile"));
    private static final String PAGE = Jar.read(EXAMPLE.resolve("README.md"));
    private static final String KEY = "an-admin-key-for-tests";
    private static final Pattern DOCKER_RUN = Pattern.compile("(?m)^docker run (.*) jangteo( .*)?$");
    /** Far more than fit into what the log had before there was no room. */
    private static final int WRITES_MAX = 2_000;

    private static final Duration STOP_TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    @TempDir
    static Path place;

    private static Container container;

    /** How a shop is started. */
    record Launch(String where, List<String> arguments, Map<String, String> environment) {
        @Override
        public String toString() {
            return where + " " + String.join(" ", arguments);
        }
    }

    @BeforeAll
    static void build() throws IOException {
        container = new Container(IMAGE, place);
        container.build();
    }

    static Stream<Launch> launches() {
        Stream<Launch> pages = documented().filter(launch -> !launch.arguments.contains("verify"));
        return Stream.concat(pages, Stream.of(composed(), testcontainers()));
    }

    @ParameterizedTest
    @MethodSource("launches")
    void each_way_to_start_it_makes_a_healthy_process_1_that_ends_with_0_when_told_to(Launch launch) throws Exception {
        Map<String, String> environment = new HashMap<>(launch.environment);
        environment.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=/tmp/classes.log");
        try (JarServer server = container.serve(launch.arguments, environment)) {
            List<String> status = Files.readAllLines(Container.file(server, "/proc/1/status"));
            assertThat(status).anyMatch(line -> line.matches("Name:\\s+java"));
            assertThat(status).anyMatch(line -> line.matches("Uid:(\\s+" + IMAGE.user() + "){4}"));
            assertThat(Files.readAllLines(Container.file(server, "/tmp/classes.log")))
                    .anyMatch(line -> line.contains("io.jangteo.Jangteo source: shared objects file (top)"));
            assertThat(names(Container.file(server, "/dev/shm")))
                    .hasSize(launch.arguments.contains("--in-memory") ? 1 : 0);
            Run health = container.execute(server, IMAGE.command("HEALTHCHECK"));
            assertThat(health.status()).as(health.output()).isZero();
            assertThat(container.stop(server)).as(server.err()).isZero();
        }
        assertThat(names(place.resolve("data"))).noneMatch(name -> name.startsWith("jangteo-native"));
    }

    @Test
    void the_health_check_fails_where_nobody_listens() {
        assertThat(container.execute(IMAGE.command("HEALTHCHECK")).status()).isNotZero();
    }

    @Test
    void what_was_promised_outlives_a_container_that_was_killed_and_is_its_users_alone() throws Exception {
        Map<String, String> environment = Map.of("JANGTEO_ADMIN_KEY", KEY);
        long user;
        try (JarServer server = container.serve(IMAGE.command("CMD"), environment)) {
            user = new ShopClient(server, KEY).user("김하나");
            Container.first(server).destroyForcibly();
            server.awaitEnd();
        }
        try (JarServer server = container.serve(IMAGE.command("CMD"), environment)) {
            new ShopClient(server, KEY).get("/api/v1/users/" + user).require(200);
            List<String> token = new ArrayList<>(List.of("java", "-jar", "/opt/jangteo/jangteo.jar", "token"));
            assertThat(PAGE).contains(String.join(" ", token) + " --user ");
            token.addAll(List.of("--user", String.valueOf(user)));
            Run made = container.execute(server, token);
            assertThat(made.status()).as(made.output()).isZero();
            new ShopClient(server, made.output().strip())
                    .get("/api/v1/users/" + user)
                    .require(200);
            assertThat(container.stop(server)).isZero();
        }
        assertThat(names(place.resolve("data"))).noneMatch(name -> name.startsWith("jangteo-native"));
        for (Path file : list(place.resolve("data"))) {
            assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(IMAGE.user());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .endsWith("------");
        }
        for (Launch launch :
                documented().filter(each -> each.arguments.contains("verify")).toList()) {
            Run verify = container.run(launch.arguments);
            assertThat(verify.status()).as(verify.output()).isZero();
        }
    }

    @Test
    void a_shop_that_fills_the_memory_it_is_kept_in_says_so_and_goes_on_where_there_is_room_again() throws Exception {
        Launch launch = testcontainers();
        String key = launch.environment.get("JANGTEO_ADMIN_KEY");
        try (JarServer server = container.serve(launch.arguments, launch.environment)) {
            ShopClient shop = new ShopClient(server, key);
            long user = shop.user("김하나");
            Path filler = fill(Container.file(server, "/dev/shm/filler"));
            Response refused = Stream.generate(() -> shop.post("/api/v1/admin/users", Map.of("name", "이두리")))
                    .limit(WRITES_MAX)
                    .filter(answer -> answer.status() != 201)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.require(503).json().get("code").asText()).isEqualTo("STORAGE_FULL");
            shop.get("/api/v1/users/" + user).require(200);
            Files.delete(filler);
            shop.charge(user, 1_000);
            assertThat(PAGE).contains("/api/v1/admin/reset", "BodyPublishers.noBody()", "assertEquals(200, ");
            assertThat(reset(server, key)).isEqualTo(200);
            assertThat(container.stop(server)).as(server.err()).isZero();
        }
    }

    @Test
    void the_compose_file_gives_what_the_image_wants_and_more_time_than_the_shop_takes() {
        Map<?, ?> shop = service();
        assertThat(shop.get("read_only")).isEqualTo(true);
        assertThat(shop.get("volumes")).asString().isEqualTo("[data:" + IMAGE.only("VOLUME") + "]");
        assertThat(shop.get("ports")).asString().endsWith(":" + IMAGE.only("EXPOSE") + "]");
        assertThat(shop.get("tmpfs")).asString().startsWith("[/tmp:");
        Map<?, ?> build = (Map<?, ?>) shop.get("build");
        Path context = EXAMPLE.resolve(build.get("context").toString());
        assertThat(context.normalize()).isEqualTo(Path.of("target"));
        assertThat(context.resolve(build.get("dockerfile").toString()).normalize())
                .isEqualTo(EXAMPLE.resolve("Dockerfile"));
        List<String> arguments = composed().arguments;
        Duration stopTimeout = Duration.parse(arguments.get(arguments.indexOf("--stop-timeout") + 1));
        assertThat(Duration.parse("PT" + shop.get("stop_grace_period"))).isGreaterThan(stopTimeout);
        assertThat(PAGE).contains("--stop-timeout 30 ", "(" + STOP_TIMEOUT_DEFAULT.toSeconds() + " s)");
    }

    private static Map<?, ?> service() {
        Object whole =
                new Load(LoadSettings.builder().build()).loadFromString(Jar.read(EXAMPLE.resolve("compose.yaml")));
        return (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) whole).get("services")).get("shop");
    }

    private static Launch composed() {
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) service().get("environment")).forEach((name, value) -> {
            // ${NAME:?what is wanted}: given on the command line.
            assertThat(value).asString().startsWith("${" + name + ":?");
            environment.put(name.toString(), KEY);
        });
        List<String> arguments = ((List<?>) service().get("command"))
                .stream().map(Object::toString).toList();
        return new Launch("compose.yaml", arguments, environment);
    }

    private static Launch testcontainers() {
        Matcher command = Pattern.compile("\\.withCommand\\((.*)\\)").matcher(PAGE);
        Matcher key = Pattern.compile("ADMIN_KEY = \"(.*)\";").matcher(PAGE);
        assertThat(command.find() && key.find()).isTrue();
        List<String> arguments = Stream.of(command.group(1).split(", "))
                .map(argument -> argument.replace("\"", ""))
                .toList();
        return new Launch("Testcontainers", arguments, Map.of("JANGTEO_ADMIN_KEY", key.group(1)));
    }

    /** Each {@code docker run} of the page. */
    private static Stream<Launch> documented() {
        return DOCKER_RUN.matcher(PAGE).results().map(found -> {
            Map<String, String> environment = new HashMap<>();
            Pattern.compile("-e (\\w+)=(\\S+)")
                    .matcher(found.group(1))
                    .results()
                    .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
            List<String> arguments = found.group(2) == null
                    ? IMAGE.command("CMD")
                    : Arrays.asList(found.group(2).strip().split(" "));
            return new Launch("README.md", arguments, environment);
        });
    }

    private static int reset(JarServer server, String key) throws Exception {
        URI uri = URI.create("http://localhost:" + server.port() + "/api/v1/admin/reset");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static Path fill(Path filler) throws IOException {
        try (OutputStream output = Files.newOutputStream(filler)) {
            while (true) {
                output.write(new byte[4_096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        return list(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
