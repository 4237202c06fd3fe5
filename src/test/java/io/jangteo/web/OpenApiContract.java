package io.jangteo.web;

import io.jangteo.wire.ApiCall;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the server does to its own OpenAPI document: {@code call.checkedBy(new OpenApiContract(baseUrl)::hold)}. A
 * test fails at once if a reply's status, headers, media type or body are not those of the document, or if the server
 * accepts a body that the document forbids. What is outside of the document may only be refused, with a problem, unless
 * it is outside of the API, too.
 */
public final class OpenApiContract {
    private final String baseUrl;
    private @Nullable OpenApiDocument document;

    public OpenApiContract(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Fails if the reply breaks the document. */
    public void hold(RawRequest request, Response reply) {
        List<String> breaches = document().breaches(OpenApiDocument.Exchange.of(request, reply));
        if (!breaches.isEmpty()) {
            throw new AssertionError("%s was answered against the OpenAPI document:%n  %s%n  the reply: %s"
                    .formatted(request, String.join("\n  ", breaches), reply));
        }
    }

    private synchronized OpenApiDocument document() {
        if (document == null) {
            document = OpenApiDocument.of(
                    ApiCall.to(baseUrl).get("/openapi.json").require(200).text());
        }
        return document;
    }
}
