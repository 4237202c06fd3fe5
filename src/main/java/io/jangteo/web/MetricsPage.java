package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Serves the shop's metrics for Prometheus: in its text format, or as OpenMetrics if the client asks for that. */
public final class MetricsPage {
    private final PrometheusRegistry registry;
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    private MetricsPage(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * Returns the route of the page.
     *
     * @param access who may read it
     */
    public static Route of(PrometheusRegistry registry, Route.Access access) {
        return Route.get("/metrics")
                .access(access)
                .counting(Route.Counting.NONE)
                .shows(new MetricsPage(registry)::show);
    }

    private Reply show(Request request) throws IOException {
        String accept = String.join(",", request.elements("Accept"));
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        writer.write(page, registry.scrape());
        boolean compressed = Gzip.isAccepted(request);
        Gzip.announce(request, compressed);
        byte[] bytes = page.toByteArray();
        return new Reply(200, writer.getContentType(), null, compressed ? Gzip.compress(bytes) : bytes);
    }
}
