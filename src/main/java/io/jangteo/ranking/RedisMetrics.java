package io.jangteo.ranking;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;

/** Metrics of the days in Redis. */
final class RedisMetrics {
    private final Counter days;

    /** What came of a day that was asked for. */
    enum Outcome {
        HIT,
        MISS,
        /** Its key holds something that the shop did not write. */
        UNUSABLE,
        FAILURE
    }

    RedisMetrics(PrometheusRegistry registry, BooleanSupplier breakerIsOpen) {
        this.days = Counter.builder()
                .name("jangteo_redis_days_total")
                .help("Days asked of Redis, by outcome; UNUSABLE is a key that holds something else")
                .labelNames("outcome")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            days.initLabelValues(outcome.name());
        }
        GaugeWithCallback.builder()
                .name("jangteo_redis_breaker_open")
                .help("Whether Redis is left alone for a while because it failed")
                .callback(callback -> callback.call(breakerIsOpen.getAsBoolean() ? 1 : 0))
                .register(registry);
    }

    void count(Outcome outcome, int asked) {
        days.labelValues(outcome.name()).inc(asked);
    }
}
