package io.jangteo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.1 document of the routes, built on first request so that it does not delay the start. */
public final class OpenApi {
    public static final String CONTENT_TYPE = "application/json";

    private static final String DESCRIPTION = """
        포인트, 상품, 선착순 쿠폰, 주문, 인기 상품. A prepaid point account, products with stock, first-come-first-served \
        coupons, orders and popular products.

        Money and ids are whole numbers, times RFC 3339 with an offset. Requests are read strictly: unknown fields, \
        wrong types, fractions, duplicate keys and trailing text are refused. Refusals are `application/problem+json` \
        (RFC 9457); their `code` never changes, their `detail` is Korean unless `Accept-Language` prefers English. Every reply carries `X-Request-Id`.
        """;

    private final String version;
    private final List<Route> routes;
    private final Map<String, CallExample> examples;
    private final ObjectMapper json = new ObjectMapper();
    private byte @Nullable [] document;

    /**
     * @param version the shop's version, as the document shows it
     * @param examples by operation name; an operation without one gets ids alone
     */
    public OpenApi(String version, List<Route> routes, Map<String, CallExample> examples) {
        this.version = version;
        this.examples = Map.copyOf(examples);
        this.routes = List.copyOf(routes);
    }

    /** Returns the document in UTF-8; always the same array, which must not be changed. */
    public synchronized byte[] document() {
        if (document == null) {
            document = make();
        }
        return document;
    }

    private byte[] make() {
        ObjectNode root = json.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Jangteo 장터")
                .put("version", version)
                .put("description", DESCRIPTION);
        root.putArray("servers").addObject().put("url", "/");
        addTags(root);
        OpenApiSchemas schemas = new OpenApiSchemas(json);
        ObjectNode paths = root.putObject("paths");
        for (Route route : routes) {
            CallExample example = examples.getOrDefault(route.operation(), CallExample.NONE);
            ObjectNode operation = new OpenApiOperation(route, example, json, schemas).describe();
            String method = route.method().name().toLowerCase(Locale.ROOT);
            paths.withObjectProperty(OpenApiOperation.path(route)).set(method, operation);
        }
        ObjectNode components = root.putObject("components");
        ObjectNode definitions = components.putObject("schemas");
        SortedMap<String, Integer> statuses = statuses();
        definitions.set(OpenApiRefusals.PROBLEM, OpenApiRefusals.problemSchema(json, statuses.keySet()));
        definitions.setAll(schemas.definitions());
        addSecuritySchemes(components.putObject("securitySchemes"));
        statuses.forEach(components.putObject("x-codes")::put);
        try {
            return json.writeValueAsBytes(root);
        } catch (JsonProcessingException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private void addTags(ObjectNode root) {
        Set<String> tags = new LinkedHashSet<>();
        routes.forEach(route -> tags.add(OpenApiOperation.tag(route)));
        tags.forEach(tag -> root.withArrayProperty("tags").addObject().put("name", tag));
    }

    /** Returns the status of each code; the reference lists them. */
    private SortedMap<String, Integer> statuses() {
        SortedMap<String, Integer> statuses = new TreeMap<>();
        OpenApiRefusals.outsideOfRoutes().forEach(refusal -> statuses.put(refusal.code(), refusal.status()));
        for (Route route : routes) {
            OpenApiRefusals.of(route).forEach(refusal -> statuses.put(refusal.code(), refusal.status()));
        }
        return statuses;
    }

    private static void addSecuritySchemes(ObjectNode schemes) {
        schemes.putObject(OpenApiOperation.ADMIN_KEY)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The admin key.");
        schemes.putObject(OpenApiOperation.USER_TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "A user's token. Not needed if the server runs with --auth open.");
    }
}
