package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.web.DocsRoutes;
import io.jangteo.web.Health;
import io.jangteo.web.OpenApi;
import io.jangteo.web.Route;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of routes says what the route table says. {@code make routes} writes it. */
class RouteListTest {
    private static final Path LIST = Path.of("src/docs/routes.md");
    private static final String HEAD = "| route | who may call | registered by | |\n| --- | --- | --- | --- |\n";

    @Test
    void the_list_has_every_route_with_its_caller_and_its_class() throws IOException {
        String list = Files.readString(LIST);
        String text = list.substring(0, list.indexOf(HEAD));
        String expected = text + HEAD + rows();
        if (Boolean.getBoolean("routes.write")) {
            Files.writeString(LIST, expected);
        }
        assertThat(Files.readString(LIST)).as("`make routes` writes it").isEqualTo(expected);
    }

    private static String rows() {
        Set<String> always = names(routes(config -> config));
        Set<String> inDemo = names(routes(config -> config.demo(true)));
        Map<String, String> rows = new TreeMap<>();
        for (Route route : routes(config -> config.testMode(true))) {
            String where = always.contains(name(route))
                    ? ""
                    : inDemo.contains(name(route)) ? "demo shop or test mode" : "test mode";
            String row = "| `%s` | %s | %s | %s |\n".formatted(name(route), access(route), registrar(route), where);
            rows.put(route.path() + " " + route.method(), row);
        }
        assertThat(rows).hasSizeGreaterThan(50);
        return String.join("", rows.values());
    }

    private static List<Route> routes(UnaryOperator<ConfigBuilder> settings) {
        Config config = settings.apply(Config.builder().port(0).inMemory(true).auth(Config.Auth.TOKEN))
                .build();
        try (Jangteo shop = Jangteo.start(config)) {
            Health health = new Health(shop.services.database, () -> true);
            List<Route> calls = Routes.of(shop.services, health, shop.testTools);
            return Routes.withPages(config, calls, new PrometheusRegistry());
        }
    }

    private static Set<String> names(List<Route> routes) {
        return routes.stream().map(RouteListTest::name).collect(Collectors.toSet());
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String access(Route route) {
        return switch (route.access()) {
            case ANYONE, PROBE -> "anyone";
            case SHOPPER -> "shopper";
            case ADMIN -> "admin key";
        };
    }

    private static String registrar(Route route) {
        boolean isOfDocs =
                names(DocsRoutes.of(new OpenApi("1", List.of(), Map.of()))).contains(name(route));
        String handler =
                isOfDocs ? DocsRoutes.class.getName() : route.source().getName().replaceFirst("\\$.*", "");
        Path source = Path.of("src/main/java", handler.replace('.', '/') + ".java");
        assertThat(source).isRegularFile();
        String simpleName = handler.substring(handler.lastIndexOf('.') + 1);
        return "[%s](%s)".formatted(simpleName, LIST.getParent().relativize(source));
    }
}
