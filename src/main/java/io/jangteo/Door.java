package io.jangteo;

import io.jangteo.config.Config;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.log.LineQueue;
import io.jangteo.problem.Texts;
import io.jangteo.security.AdminKey;
import io.jangteo.security.ClientAddress;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.LocalCallers;
import io.jangteo.web.AccessLog;
import io.jangteo.web.Admission;
import io.jangteo.web.CrossOrigin;
import io.jangteo.web.Dispatcher;
import io.jangteo.web.Faults;
import io.jangteo.web.Health;
import io.jangteo.web.HttpMetrics;
import io.jangteo.web.Problems;
import io.jangteo.web.RateLimit;
import io.jangteo.web.Server;
import io.jangteo.web.ServerSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Builds the shop's HTTP server, its access rules and its calls. */
final class Door {
    /** With a shared database: reads wait for its server, and for one of the connections to it. */
    private static final int SHARED_READS_MAX = 64;

    private Door() {}

    /** Builds the server of a shop whose other parts are complete. */
    static Server of(
            Services shop,
            Health health,
            @Nullable TestTools testTools,
            @Nullable LineQueue lines,
            PrometheusRegistry registry) {
        Config config = shop.config;
        CrossOrigin crossOrigin = new CrossOrigin(config.corsOrigins());
        AccessLog log =
                config.accessLog() ? new AccessLog(lines, config.logFormat(), InstantSource.system()) : AccessLog.OFF;
        return new Server(
                new ServerSettings(
                        config.host(),
                        config.port(),
                        config.bodyMaxBytes(),
                        config.isShared() ? SHARED_READS_MAX : config.readers(),
                        config.writeQueueMax(),
                        config.writeQueueWait(),
                        config.stopTimeout()),
                admission(shop, crossOrigin),
                crossOrigin,
                new Dispatcher(shop.database, new Idempotency(shop.database), shop.json, shop.clock, shop.audit),
                new Problems(shop.json, new Texts()),
                new HttpMetrics(registry),
                testTools == null ? log : log.keepingIn(testTools.journal()),
                Routes.withPages(config, Routes.of(shop, health, testTools), registry),
                testTools == null ? Faults.NONE : testTools.faults(),
                shop.waiting);
    }

    private static Admission admission(Services shop, CrossOrigin crossOrigin) {
        Config config = shop.config;
        AdminKey adminKey = AdminKey.of(config.adminKey(), shop.directory.adminKey());
        boolean trustsEveryone = !config.tokensRequired() || config.testMode();
        return new Admission(
                new HostCheck(names(config), config.allowHosts()),
                new LocalCallers(trustsEveryone && !config.published()),
                new ClientAddress(config.trustedProxies()),
                crossOrigin,
                new Gate(adminKey, shop.namedKeys, shop.tokens, config.tokensRequired()),
                shop.ownCalls,
                new RateLimit(config.rateLimit(), shop.clock));
    }

    private static HostCheck.Names names(Config config) {
        if (config.published()) {
            return HostCheck.Names.PUBLISHED;
        }
        // A server with tokens may be behind a proxy, which passes other names on.
        return config.tokensRequired() ? HostCheck.Names.ANY : HostCheck.Names.LOOPBACK;
    }
}
