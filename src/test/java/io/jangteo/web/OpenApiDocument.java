package io.jangteo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.jangteo.idempotency.Reply;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An OpenAPI 3.1 document against which requests and replies are checked. */
final class OpenApiDocument {
    private static final String ADDRESS = "https://jangteo.test/openapi.json";
    /** The bodies allowed where none is declared. */
    private static final List<String> NOTHING = List.of("null", "", "{}");

    private static final List<Integer> ACCEPTED = List.of(200, 201);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** A few shops with other settings have other documents. */
    private static final Map<String, OpenApiDocument> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode root;
    private final Map<String, Pattern> paths;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** A request and its reply; the headers' names are found in any case. */
    record Exchange(
            String method,
            String path,
            @Nullable String requestBody,
            int status,
            Map<String, String> headers,
            String replyBody) {

        static Exchange of(RawRequest request, Response reply) {
            return new Exchange(
                    request.method(), request.path(), request.text(), reply.status(), reply.headers(), reply.text());
        }

        private String mediaType() {
            return headers.getOrDefault("Content-Type", "none").split(";")[0].strip();
        }
    }

    /** The same object for the same text: what it has worked out serves every shop. */
    static OpenApiDocument of(String document) {
        return KNOWN.computeIfAbsent(document, OpenApiDocument::new);
    }

    OpenApiDocument(String document) {
        this.root = parse(document);
        this.paths = patterns(root.path("paths"));
        this.registry = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(ADDRESS, document))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .locale(Locale.ROOT)
                                .build()));
    }

    /** Returns the violations of the document, in words; empty if there are none. */
    List<String> breaches(Exchange exchange) {
        Optional<String> path = documentedPath(exchange.path());
        String operation = "/paths/" + path.map(OpenApiDocument::escaped).orElse("") + "/"
                + exchange.method().toLowerCase(Locale.ROOT);
        if (path.isEmpty() || root.at(operation).isMissingNode()) {
            return breachesOutside(exchange);
        }
        String response = operation + "/responses/" + exchange.status();
        if (root.at(response).isMissingNode()) {
            return List.of("the status " + exchange.status() + " is not declared");
        }
        List<String> breaches = new ArrayList<>(missingHeaders(exchange, root.at(response + "/headers")));
        breaches.addAll(breachesOfBody(exchange, response + "/content"));
        if (ACCEPTED.contains(exchange.status())) {
            breaches.addAll(breachesOfRequest(exchange, operation + "/requestBody/content/"));
        }
        return breaches;
    }

    /** Returns the text's violations of the schema at this JSON pointer. */
    List<String> violations(String pointer, String text) {
        try {
            STRICT.readTree(text);
        } catch (JsonProcessingException thrown) {
            return List.of("not JSON: " + thrown.getOriginalMessage());
        }
        Schema schema =
                schemas.computeIfAbsent(pointer, place -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + place)));
        return schema.validate(text, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private List<String> breachesOutside(Exchange exchange) {
        if (exchange.status() < 400) {
            boolean isApi = exchange.path().startsWith(Route.API + "/");
            return isApi ? List.of("the operation is not declared") : List.of();
        }
        if (!exchange.mediaType().equals(Reply.PROBLEM_JSON)) {
            return List.of("a refusal is not sent as " + exchange.mediaType());
        }
        return violations("/components/schemas/Problem", exchange.replyBody());
    }

    private List<String> breachesOfBody(Exchange exchange, String content) {
        String mediaType = exchange.mediaType();
        String schema = content + "/" + escaped(mediaType) + "/schema";
        if (root.at(schema).isMissingNode()) {
            return List.of("the media type " + mediaType + " is not declared");
        }
        boolean isOther = mediaType.equals("text/csv") || mediaType.equals(Download.MEDIA_TYPE);
        return isOther ? List.of() : violations(schema, exchange.replyBody());
    }

    private List<String> breachesOfRequest(Exchange exchange, String content) {
        String schema = content + escaped(Reply.JSON) + "/schema";
        if (root.at(schema).isMissingNode()) {
            boolean isNothing =
                    NOTHING.contains(String.valueOf(exchange.requestBody()).strip());
            return isNothing ? List.of() : List.of("a body was accepted, but none is declared");
        }
        String body = exchange.requestBody() == null ? "" : exchange.requestBody();
        return violations(schema, body).stream()
                .map(violation -> "accepted although in the request " + violation)
                .toList();
    }

    private static List<String> missingHeaders(Exchange exchange, JsonNode headers) {
        List<String> missing = new ArrayList<>();
        for (Iterator<String> names = headers.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (headers.at("/" + name + "/required").asBoolean()
                    && !exchange.headers().containsKey(name)) {
                missing.add("the header " + name + " is missing");
            }
        }
        return missing;
    }

    /** Returns the most specific of the declared paths that match. */
    private Optional<String> documentedPath(String path) {
        return paths.entrySet().stream()
                .filter(declared -> declared.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private static Map<String, Pattern> patterns(JsonNode paths) {
        Map<String, Pattern> patterns = new HashMap<>();
        paths.fieldNames()
                // A trailing slash is ignored.
                .forEachRemaining(template ->
                        patterns.put(template, Pattern.compile(template.replaceAll("\\{\\w+}", "[^/]+") + "/?")));
        return patterns;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode parse(String document) {
        try {
            return STRICT.readTree(document);
        } catch (JsonProcessingException thrown) {
            throw new IllegalArgumentException("not JSON: " + document, thrown);
        }
    }
}
