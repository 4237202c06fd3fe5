package io.jangteo.web;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the server does to its own OpenAPI document: {@code given().filter(new OpenApiContract(baseUrl))}. A test
 * fails at once if a reply's status, headers, media type or body are not those of the document, or if the server
 * accepts a body that the document forbids. What is outside of the document may only be refused, with a problem, unless
 * it is outside of the API, too.
 */
public final class OpenApiContract implements Filter {
    private final String baseUrl;
    private @Nullable OpenApiDocument document;

    public OpenApiContract(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        OpenApiDocument.Exchange exchange = new OpenApiDocument.Exchange(
                request.getMethod(),
                path,
                text(request.getBody()),
                response.statusCode(),
                headers(response),
                response.asString());
        List<String> breaches = document().breaches(exchange);
        if (!breaches.isEmpty()) {
            throw new AssertionError("%s %s was answered %d, against the OpenAPI document:%n  %s%n  the reply: %s"
                    .formatted(
                            exchange.method(),
                            path,
                            exchange.status(),
                            String.join("\n  ", breaches),
                            exchange.replyBody()));
        }
        return response;
    }

    private synchronized OpenApiDocument document() {
        if (document == null) {
            document = new OpenApiDocument(RestAssured.get(URI.create(baseUrl).resolve("/openapi.json"))
                    .asString());
        }
        return document;
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.headers()) {
            headers.put(header.getName(), header.getValue());
        }
        return headers;
    }

    /** REST-assured keeps the body as it is sent: a text or bytes. */
    private static @Nullable String text(@Nullable Object body) {
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return body == null ? null : body.toString();
    }
}
