package io.jangteo.web;

import io.javalin.router.EndpointMetadata;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts requests and answers and measures their duration. Labels are bounded: routes come from the route table, and
 * requests without a route are counted together.
 */
public final class HttpMetrics {
    private static final String UNMATCHED = "unmatched";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int STATUS_MAX = 599;

    /** In seconds, from a reply out of memory up to a caller's timeout. */
    private static final double[] DURATION_BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final Counter requests;
    private final Histogram durations;
    private final Counter refusals;

    public HttpMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("jangteo_http_requests_total")
                .help("Requests answered, by route and status.")
                .labelNames("method", "route", "status")
                .withoutExemplars()
                .register(registry);
        durations = Histogram.builder()
                .name("jangteo_http_request_duration_seconds")
                .help("Time from a request's first byte to its answer, by route.")
                .labelNames("method", "route")
                .classicOnly()
                .classicUpperBounds(DURATION_BOUNDS)
                .withoutExemplars()
                .register(registry);
        refusals = Counter.builder()
                .name("jangteo_refusals_total")
                .help("Requests refused, by code.")
                .labelNames("code")
                .withoutExemplars()
                .register(registry);
    }

    /** Returns the measures of one route; ask once and keep them. */
    public RouteMetrics of(Route.Method method, String path) {
        return new RouteMetrics(method.name(), path);
    }

    /** Returns the measures of all requests without a route. */
    public RouteMetrics unmatched() {
        return new RouteMetrics("any", UNMATCHED);
    }

    /** Counts a refusal. */
    public void refused(String code) {
        refusals.labelValues(code).inc();
    }

    /** The measures of one route, published after its first request; recording takes well under a microsecond. */
    public final class RouteMetrics implements EndpointMetadata {
        private final String method;
        private final String route;
        private final AtomicReference<DistributionDataPoint> duration = new AtomicReference<>();
        private final AtomicReferenceArray<CounterDataPoint> byStatus = new AtomicReferenceArray<>(STATUS_MAX + 1);

        private RouteMetrics(String method, String route) {
            this.method = method;
            this.route = route;
        }

        /** Returns the route's method and path, or the mark of requests without a route. */
        String route() {
            return route.equals(UNMATCHED) ? UNMATCHED : method + " " + route;
        }

        public void record(int status, long nanos) {
            counter(status).inc();
            duration().observe(nanos / NANOS_PER_SECOND);
        }

        private CounterDataPoint counter(int status) {
            CounterDataPoint counter = byStatus.get(status);
            if (counter == null) {
                counter = requests.labelValues(method, route, String.valueOf(status));
                byStatus.set(status, counter);
            }
            return counter;
        }

        private DistributionDataPoint duration() {
            DistributionDataPoint known = duration.get();
            if (known == null) {
                known = durations.labelValues(method, route);
                duration.set(known);
            }
            return known;
        }
    }
}
