package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;

/** Metrics of the delivery. The gauges are read from the indexes of undelivered messages whenever they are scraped. */
final class DeliveryMetrics {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Counter deliveries;

    DeliveryMetrics(Database database, InstantSource clock, PrometheusRegistry registry) {
        deliveries = Counter.builder()
                .name("jangteo_deliveries_total")
                .help("Attempts to deliver a message to the data platform, by outcome")
                .labelNames("outcome")
                .register(registry);
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            deliveries.initLabelValues(label(outcome));
        }
        gauge(
                registry,
                database,
                "jangteo_outbox_pending",
                "Messages that the data platform has not accepted yet",
                DeliverySql::countPending);
        gauge(
                registry,
                database,
                "jangteo_deliveries_dead",
                "Messages that were given up and wait for an administrator to replay them",
                DeliverySql::countDead);
        gauge(
                registry,
                database,
                "jangteo_outbox_lag_seconds",
                "Time for which the oldest due message has been due",
                handle -> lagSeconds(handle, clock.instant()));
    }

    void count(AttemptOutcome outcome) {
        deliveries.labelValues(label(outcome)).inc();
    }

    private static double lagSeconds(Handle handle, Instant now) {
        long millis = DeliverySql.nextDue(handle)
                .map(due -> Duration.between(due, now).toMillis())
                .orElse(0L);
        return Math.max(0, millis) / MILLIS_PER_SECOND;
    }

    private static void gauge(
            PrometheusRegistry registry, Database database, String name, String help, ToDoubleFunction<Handle> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> {
                    try {
                        callback.call(database.read(value::applyAsDouble));
                    } catch (RuntimeException thrown) {
                        // An unreadable database shows in its own metrics; the others must still be served.
                    }
                })
                .register(registry);
    }

    private static String label(AttemptOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
