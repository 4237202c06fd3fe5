package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BothEngines
class DeliveryMetricsTest {
    @TempDir
    Path directory;

    private PaidOrders orders;
    private Receiver receiver;
    private Relay relay;

    @BeforeEach
    void open() {
        orders = new PaidOrders(directory);
        receiver = new Receiver();
        relay = orders.relay(receiver.sink());
    }

    @AfterEach
    void close() {
        receiver.close();
        relay.close();
        orders.close();
    }

    @Test
    void what_waits_and_for_how_long_is_shown() {
        assertThat(gauge("jangteo_outbox_pending")).isEqualTo(0);
        assertThat(gauge("jangteo_outbox_lag_seconds")).isEqualTo(0);
        assertThat(gauge("jangteo_deliveries_dead")).isZero();
        orders.pay();
        orders.step(Duration.ofSeconds(90));
        orders.pay();
        assertThat(gauge("jangteo_outbox_pending")).isEqualTo(2);
        assertThat(gauge("jangteo_outbox_lag_seconds")).isEqualTo(90);
        relay.run();
        assertThat(gauge("jangteo_outbox_pending")).isEqualTo(0);
        assertThat(gauge("jangteo_outbox_lag_seconds")).isEqualTo(0);
    }

    @Test
    void attempts_are_counted_by_outcome() {
        assertThat(List.of(attempts("delivered"), attempts("failed"), attempts("dead")))
                .containsExactly(0.0, 0.0, 0.0);
        String refused = orders.pay();
        receiver.answer(id -> id.equals(refused) ? 500 : 200);
        orders.pay();
        for (int attempt = 0; attempt < BackOff.STANDARD_WEBHOOKS.size(); attempt++) {
            relay.run();
            orders.step(Duration.ofDays(2));
        }
        assertThat(List.of(attempts("delivered"), attempts("failed"), attempts("dead")))
                .containsExactly(1.0, 9.0, 1.0);
        assertThat(gauge("jangteo_deliveries_dead")).isEqualTo(1);
        orders.deliveries.replayDead(tx -> {});
        assertThat(gauge("jangteo_deliveries_dead")).isZero();
    }

    @Test
    void a_database_that_cannot_be_read_leaves_the_other_metrics_alone() {
        BrokenDatabase broken = new BrokenDatabase(orders.database);
        PrometheusRegistry registry = new PrometheusRegistry();
        new DeliveryMetrics(broken, orders.clock(), registry);
        broken.refuseReads(true);
        assertThat(names(registry)).containsExactly("jangteo_deliveries");
        broken.refuseReads(false);
        assertThat(names(registry))
                .containsExactlyInAnyOrder(
                        "jangteo_deliveries",
                        "jangteo_deliveries_dead",
                        "jangteo_outbox_pending",
                        "jangteo_outbox_lag_seconds");
    }

    private double gauge(String name) {
        return ((GaugeSnapshot) metric(name)).getDataPoints().get(0).getValue();
    }

    private double attempts(String outcome) {
        return ((CounterSnapshot) metric("jangteo_deliveries"))
                .getDataPoints().stream()
                        .filter(point -> outcomeOf(point).equals(outcome))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
    }

    private static String outcomeOf(DataPointSnapshot point) {
        return point.getLabels().get("outcome");
    }

    /** The metrics that have a value. */
    private static List<String> names(PrometheusRegistry registry) {
        return registry.scrape().stream()
                .filter(metric -> !metric.getDataPoints().isEmpty())
                .map(metric -> metric.getMetadata().getName())
                .toList();
    }

    private MetricSnapshot metric(String name) {
        return orders.registry.scrape(name::equals).get(0);
    }
}
