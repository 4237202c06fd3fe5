package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.cluster.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The instances of the examples' compose file, as it starts them, without Docker. */
class ComposeIT {
    private static final Path FILE = Path.of("src/docs/examples/compose.yaml");
    private static final Map<?, ?> COMPOSE =
            (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Jar.read(FILE));
    private static final String ADMIN_KEY = "an-admin-key-for-tests";
    private static final String REDIS_PASSWORD = "a-password-for-tests";
    private static final String POSTGRES = "jdbc:postgresql://postgres:5432/jangteo?user=jangteo";
    private static final String REDIS = "redis://redis:6379";

    @TempDir
    Path directory;

    @Test
    void its_instances_are_one_shop_that_wants_tokens() throws Exception {
        assertThat(command()).startsWith("serve").contains(POSTGRES, REDIS);
        assertThat(((Map<?, ?>) at(COMPOSE, "x-shop", "environment")).keySet())
                .hasToString("[JANGTEO_ADMIN_KEY, JANGTEO_DATABASE_PASSWORD, JANGTEO_REDIS_PASSWORD]");
        PostgresServer postgres = PostgresServer.shared();
        String database = postgres.newDatabase();
        try (RedisServer redis = RedisServer.withPassword(REDIS_PASSWORD)) {
            String[] arguments = command().stream()
                    .skip(1)
                    .map(argument -> argument.replace(POSTGRES, database).replace(REDIS, redis.address()))
                    .toArray(String[]::new);
            List<JarServer> shops = new ArrayList<>();
            try {
                for (String name : instances().keySet()) {
                    shops.add(jar(name, postgres).serve(arguments));
                }
                long user = new ShopClient(shops.get(0), ADMIN_KEY).user("김하나");
                for (JarServer shop : shops) {
                    new ShopClient(shop, ADMIN_KEY).get("/api/v1/users/" + user).require(200);
                    new ShopClient(shop, "").get("/api/v1/users/" + user).require(401);
                }
            } finally {
                shops.forEach(JarServer::close);
            }
        }
        postgres.dropDatabase(database);
    }

    @Test
    void the_proxy_goes_to_each_instance_and_is_trusted_to_name_the_callers() {
        String proxy = at(COMPOSE, "configs", "proxy", "content").toString();
        assertThat(Pattern.compile("server (\\S+):8080;").matcher(proxy).results())
                .extracting(found -> found.group(1))
                .containsExactlyElementsOf(instances().keySet());
        // Compose would put a variable of the environment in the place of a single dollar sign.
        assertThat(proxy.replace("$$", "")).doesNotContain("$");
        assertThat(at(COMPOSE, "networks", "default", "ipam", "config"))
                .asString()
                .isEqualTo("[{subnet=" + valueOf("--trusted-proxy") + "}]");
        assertThat(at(COMPOSE, "services", "proxy", "ports")).asString().isEqualTo("[127.0.0.1:8080:8080]");
    }

    @Test
    void each_instance_is_built_and_kept_as_that_of_a_single_shop_and_has_a_volume_of_its_own() {
        Map<?, ?> shop = (Map<?, ?>) at(COMPOSE, "x-shop");
        Path context = FILE.resolveSibling(at(shop, "build", "context").toString());
        assertThat(context.normalize()).isEqualTo(Path.of("target"));
        Path dockerfile = context.resolve(at(shop, "build", "dockerfile").toString());
        assertThat(dockerfile.normalize()).isEqualTo(Path.of("src/docs/examples/container/Dockerfile"));
        assertThat(Files.exists(dockerfile.normalize())).isTrue();
        assertThat(Duration.parse("PT" + at(shop, "stop_grace_period")))
                .isGreaterThan(Duration.parse(valueOf("--stop-timeout")));
        assertThat(instances()).hasSize(2);
        instances().forEach((name, instance) -> {
            assertThat(instance.get("<<")).as(name).isEqualTo(shop);
            assertThat(instance.get("volumes")).asString().isEqualTo("[" + name + ":/data]");
            assertThat(at(COMPOSE, "volumes")).asString().contains(name + "=null");
        });
    }

    private Jar jar(String name, PostgresServer postgres) {
        Jar jar = new Jar(directory.resolve(name))
                .variable("JANGTEO_ADMIN_KEY", ADMIN_KEY)
                .variable("JANGTEO_REDIS_PASSWORD", REDIS_PASSWORD);
        String password = postgres.password();
        return password == null ? jar : jar.variable("JANGTEO_DATABASE_PASSWORD", password);
    }

    private static Map<String, Map<?, ?>> instances() {
        Map<?, ?> services = (Map<?, ?>) at(COMPOSE, "services");
        return services.entrySet().stream()
                .filter(service -> service.getKey().toString().startsWith("shop"))
                .collect(Collectors.toMap(
                        service -> service.getKey().toString(),
                        service -> (Map<?, ?>) service.getValue(),
                        (first, next) -> next,
                        TreeMap::new));
    }

    private static List<String> command() {
        return ((List<?>) at(COMPOSE, "x-shop", "command"))
                .stream().map(Object::toString).toList();
    }

    private static String valueOf(String flag) {
        return command().get(command().indexOf(flag) + 1);
    }

    private static Object at(Map<?, ?> map, String... names) {
        Object found = map;
        for (String name : names) {
            found = ((Map<?, ?>) found).get(name);
            assertThat(found).as(String.join(".", names)).isNotNull();
        }
        return found;
    }
}
