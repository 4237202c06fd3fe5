package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.json.Json;
import io.jangteo.problem.Texts;
import io.jangteo.security.AdminKey;
import io.jangteo.security.ClientAddress;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.KeyFile;
import io.jangteo.security.LocalCallers;
import io.jangteo.security.OtherKeys;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Serves the routes of a test, and their OpenAPI document, without a shop. */
public final class BareServer {
    /** How many requests read at a time, and how many wait for that. */
    static final int READS_MAX = 4;

    static final int WAITING_MAX = 16;

    private BareServer() {}

    /** Returns a server on a free loopback port, not yet started; {@code keys} is a directory for its own keys. */
    public static Server of(Database database, Path keys, String adminKey, List<Route> routes) {
        return of(database, keys, adminKey, routes, Duration.ofSeconds(3));
    }

    /** @param waitLimit how long a request waits for a place */
    static Server of(Database database, Path keys, String adminKey, List<Route> routes, Duration waitLimit) {
        InstantSource clock = InstantSource.system();
        Json json = new Json(ZoneOffset.UTC);
        CrossOrigin crossOrigin = new CrossOrigin(List.of());
        Admission admission = new Admission(
                new HostCheck(HostCheck.Names.LOOPBACK, List.of()),
                new LocalCallers(true),
                new ClientAddress(List.of()),
                crossOrigin,
                new Gate(
                        new AdminKey(adminKey),
                        OtherKeys.NONE,
                        Tokens.of(database, KeyFile.readOrCreate(keys.resolve("token.key")), clock),
                        false),
                new OwnCalls(),
                new RateLimit(0, clock));
        return new Server(
                new ServerSettings("127.0.0.1", 0, 1024, READS_MAX, WAITING_MAX, waitLimit, Duration.ofSeconds(3)),
                admission,
                crossOrigin,
                new Dispatcher(database, new Idempotency(database), json, clock, (tx, change) -> {}),
                new Problems(json, new Texts()),
                new HttpMetrics(new PrometheusRegistry()),
                AccessLog.OFF,
                Stream.concat(routes.stream(), DocsRoutes.of(new OpenApi("1.0.0", routes, Map.of())).stream())
                        .toList(),
                Faults.NONE,
                new Waiting(() -> 0, new PrometheusRegistry()));
    }
}
