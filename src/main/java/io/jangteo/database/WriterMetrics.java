package io.jangteo.database;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.IntSupplier;

/** Metrics of the writer. */
final class WriterMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String FULL = "full";
    private static final String UNKNOWN = "unknown";

    private final Histogram batchSizes;
    private final Histogram waits;
    private final Counter failures;

    WriterMetrics(PrometheusRegistry registry, IntSupplier queueLength) {
        this.batchSizes = Histogram.builder()
                .name("jangteo_writer_batch_size")
                .help("Requests that shared one commit")
                .classicOnly()
                .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        this.waits = Histogram.builder()
                .name("jangteo_writer_wait_seconds")
                .help("Time from the request of a write to its start")
                .classicOnly()
                .register(registry);
        this.failures = Counter.builder()
                .name("jangteo_writer_failures_total")
                .help("Commits that failed, by whether the disk was full or the outcome is unknown")
                .labelNames("kind")
                .register(registry);
        failures.initLabelValues(FULL);
        failures.initLabelValues(UNKNOWN);
        GaugeWithCallback.builder()
                .name("jangteo_writer_queue_length")
                .help("Requests waiting for the writer")
                .callback(callback -> callback.call(queueLength.getAsInt()))
                .register(registry);
    }

    void committed(int requests) {
        batchSizes.observe(requests);
    }

    void waited(long nanos) {
        waits.observe(nanos / NANOS_PER_SECOND);
    }

    void failed(Throwable thrown) {
        failures.labelValues(DatabaseFailure.isFull(thrown) ? FULL : UNKNOWN).inc();
    }
}
