package io.jangteo.database;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Metrics of the changes on PostgreSQL. */
final class PostgresMetrics {
    private final Histogram batchSizes;
    private final Counter repeats;
    private final Counter unknown;

    PostgresMetrics(PrometheusRegistry registry) {
        this.batchSizes = Histogram.builder()
                .name("jangteo_writer_batch_size")
                .help("Requests that shared one commit")
                .classicOnly()
                .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        this.repeats = Counter.builder()
                .name("jangteo_transaction_repeats_total")
                .help("Transactions that others got in the way of, by SQLSTATE")
                .labelNames("state")
                .register(registry);
        this.unknown = Counter.builder()
                .name("jangteo_writer_failures_total")
                .help("Commits that failed, by whether the disk was full or the outcome is unknown")
                .labelNames("kind")
                .register(registry);
        unknown.initLabelValues("unknown");
    }

    void committed(int requests) {
        batchSizes.observe(requests);
    }

    void repeated(String state) {
        repeats.labelValues(state).inc();
    }

    void unknown() {
        unknown.labelValues("unknown").inc();
    }
}
