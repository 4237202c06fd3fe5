package io.jangteo;

import io.jangteo.idempotency.Idempotency;
import io.jangteo.problem.Texts;
import io.jangteo.security.AdminKey;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.web.Dispatcher;
import io.jangteo.web.Faults;
import io.jangteo.web.HttpMetrics;
import io.jangteo.web.Problems;
import io.jangteo.web.Route;
import io.jangteo.web.Server;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Builds the shop's HTTP server: who is let in, to which calls. */
final class Door {
    private Door() {}

    /** The server of a shop all of whose other parts are there. */
    static Server of(Jangteo shop, PrometheusRegistry registry) {
        Config config = shop.config;
        AdminKey adminKey = AdminKey.of(config.adminKey(), shop.directory.adminKey());
        Gate gate = new Gate(adminKey, shop.tokens, config.tokensRequired());
        Dispatcher dispatcher = new Dispatcher(shop.database, new Idempotency(shop.database), shop.json, shop.clock);
        List<Route> routes = Routes.of(shop);
        return new Server(
                PartSettings.server(config),
                // One that asks for tokens may stand behind a proxy, which passes other names on.
                new HostCheck(config.isLoopback() && !config.tokensRequired()),
                gate,
                dispatcher,
                new Problems(shop.json, new Texts()),
                new HttpMetrics(registry),
                shop.accessLog,
                routes,
                Routes.pages(routes, registry),
                shop.testTools == null ? Faults.NONE : shop.testTools.faults());
    }
}
