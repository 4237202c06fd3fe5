package io.jangteo.ranking;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts the days that were asked for, by where they came from. */
final class LookupMetrics {
    private final CounterDataPoint cached;
    private final CounterDataPoint stored;
    private final CounterDataPoint counted;

    LookupMetrics(PrometheusRegistry registry) {
        Counter requests = Counter.builder()
                .name("jangteo_ranking_cache_requests_total")
                .help(
                        "Days asked of the ranking's cache, by where they came from: CACHE is a hit, the others are misses")
                .labelNames("source")
                .register(registry);
        cached = requests.labelValues(DayLookup.Source.CACHE.name());
        stored = requests.labelValues(DayLookup.Source.STATISTICS.name());
        counted = requests.labelValues(DayLookup.Source.ORDERS.name());
    }

    void count(DayLookup.Source source) {
        switch (source) {
            case CACHE -> cached.inc();
            case STATISTICS -> stored.inc();
            case ORDERS -> counted.inc();
        }
    }
}
