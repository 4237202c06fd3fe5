package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One call of the server's own document, with an example that works.
 *
 * @param operation its name in the document
 * @param path the address as the document has it, with its parameters in braces
 * @param request the example, without a credential
 * @param queries the query parameters that it knows
 */
record SampleCall(
        String operation, String path, Access access, boolean adminPasses, RawRequest request, List<String> queries) {
    /** What there is beside the calls of the document. */
    private static final List<String> PAGES =
            List.of("/", "/rush", "/office", "/docs", "/docs/errors", "/openapi.json", "/metrics");

    /** Who may make the call, by the document. */
    enum Access {
        ANYONE,
        SHOPPER,
        ADMIN
    }

    /** All calls of the document, and the pages. */
    static List<SampleCall> all(JsonNode document, SampleValues values) {
        List<SampleCall> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> calls.add(of(
                                document,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue(),
                                values))));
        PAGES.forEach(
                page -> calls.add(new SampleCall(page, page, Access.ANYONE, true, RawRequest.get(page), List.of())));
        return calls;
    }

    /** Replaces the whole shop, so that nothing of the example is there afterwards. */
    boolean replacesShop() {
        return operation.equals("resetShop") || operation.equals("restoreSnapshot");
    }

    private static SampleCall of(
            JsonNode document, String method, String path, JsonNode description, SampleValues values) {
        StringBuilder target = new StringBuilder(values.path(path));
        List<String> queries = new ArrayList<>();
        for (JsonNode parameter : description.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                String name = parameter.path("name").asText();
                queries.add(name);
                if (parameter.path("required").asBoolean()) {
                    target.append('?').append(name).append('=').append(values.number(name));
                }
            }
        }
        RawRequest request = RawRequest.of(method, target.toString());
        JsonNode schema = description.at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            request = request.json(values.of(document, schema, "").toString());
        }
        String security = description.path("security").toString();
        boolean admin = security.contains("adminKey");
        boolean shopper = security.contains("userToken");
        Access access = shopper ? Access.SHOPPER : admin ? Access.ADMIN : Access.ANYONE;
        return new SampleCall(
                description.path("operationId").asText(), path, access, admin || !shopper, request, queries);
    }
}
