package io.jangteo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.database.Page;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One route as shown in the OpenAPI document. */
final class OpenApiOperation {
    static final String ADMIN_KEY = "adminKey";
    static final String USER_TOKEN = "userToken";

    /** Tags for rooms whose own name means nothing to a caller. */
    private static final Map<String, String> TAGS = Map.of(
            "web", "operations", "testkit", "test mode", "testmode", "test mode", "dataplatform", "data platform");

    private static final String FIRST_ID = "1";
    private static final Pattern PATH_PARAMETER = Pattern.compile("[{<](\\w+)[}>]");

    private final Route route;
    private final CallExample example;
    private final ObjectMapper json;
    private final OpenApiSchemas schemas;

    OpenApiOperation(Route route, CallExample example, ObjectMapper json, OpenApiSchemas schemas) {
        this.route = route;
        this.example = example;
        this.json = json;
        this.schemas = schemas;
    }

    static String path(Route route) {
        return PATH_PARAMETER.matcher(route.path()).replaceAll("{$1}");
    }

    /** Returns the tag of the room that handles the route. */
    static String tag(Route route) {
        String place = route.source().getPackageName();
        String room = place.substring(place.lastIndexOf('.') + 1);
        return TAGS.getOrDefault(room, room);
    }

    ObjectNode describe() {
        ObjectNode operation = json.createObjectNode();
        operation.put("operationId", route.operation()).put("summary", route.summary());
        operation.putArray("tags").add(tag(route));
        addWhatComesBefore(operation);
        addParameters(operation);
        if (route.bodyType() != null) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content").putObject(Reply.JSON);
            content.set("schema", schemas.request(route.bodyType()));
            example.bodies()
                    .forEach((name, text) -> content.withObjectProperty("examples")
                            .putObject(name)
                            .set("value", read(text)));
        }
        ObjectNode responses = operation.putObject("responses");
        addReply(responses.putObject(String.valueOf(route.status())));
        if (route.laterType() != null) {
            addLater(responses.putObject("202"), route.laterType());
        }
        addRefusals(responses);
        addSecurity(operation.putArray("security"));
        return operation;
    }

    private void addParameters(ObjectNode operation) {
        ArrayNode parameters = json.createArrayNode();
        Matcher inPath = PATH_PARAMETER.matcher(route.path());
        while (inPath.find()) {
            String name = inPath.group(1);
            ObjectNode parameter = parameter(parameters, name, "path", true);
            parameter.set("schema", pathSchema(name));
            addExample(parameter, example.parameters().getOrDefault(name, FIRST_ID));
        }
        for (Route.Query query : route.queries()) {
            ObjectNode parameter = parameter(parameters, query.name(), "query", query.required());
            parameter.put("description", query.description()).set("schema", querySchema(query));
            addExample(parameter, example.parameters().get(query.name()));
        }
        if (route.takesKey()) {
            ObjectNode key = parameter(parameters, "Idempotency-Key", "header", false)
                    .put("description", "A repeated request with the same key gets the first granted reply again.");
            key.putObject("schema")
                    .put("type", "string")
                    .put("minLength", 1)
                    .put("maxLength", 255)
                    .put("pattern", "^[ -~]+$");
        }
        if (route.streams()) {
            parameter(parameters, Ongoing.LAST_EVENT_ID, "header", false)
                    .put("description", "The id of the last event read, which goes before the parameter after.")
                    .set("schema", typed("string"));
        }
        if (route.isOneTransaction()) {
            parameter(parameters, "Prefer", "header", false)
                    .put("description", "dry-run: the same reply without any effect.")
                    .set("schema", typed("string"));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private static void addExample(ObjectNode parameter, @Nullable String value) {
        if (value != null && parameter.at("/schema/type").asText().equals("integer")) {
            parameter.put("example", Long.parseLong(value));
        } else if (value != null) {
            parameter.put("example", value);
        }
    }

    /** Lists the required earlier calls, in words for people and as a field for tools. */
    private void addWhatComesBefore(ObjectNode operation) {
        if (!example.after().isEmpty()) {
            operation.put(
                    "description", "The example requires the examples of " + String.join(", ", example.after()) + ".");
            example.after().forEach(operation.putArray("x-example-after")::add);
        }
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException thrown) {
            throw new IllegalArgumentException(text, thrown);
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, boolean required) {
        return parameters.addObject().put("name", name).put("in", in).put("required", required);
    }

    private ObjectNode pathSchema(String name) {
        return switch (name) {
            case "date" -> typed("string").put("format", "date");
            case "name", "file" -> typed("string");
            default -> typed("integer").put("minimum", 1);
        };
    }

    private ObjectNode querySchema(Route.Query query) {
        boolean isTime = query.type().startsWith("date");
        ObjectNode schema = isTime ? typed("string").put("format", query.type()) : typed(query.type());
        return query.name().equals("limit")
                ? schema.put("minimum", Page.LIMIT_MIN).put("maximum", Page.LIMIT_MAX)
                : schema;
    }

    private ObjectNode typed(String type) {
        ObjectNode schema = json.createObjectNode().put("type", type);
        return type.equals("integer") ? schema.put("format", "int64") : schema;
    }

    private void addReply(ObjectNode reply) {
        reply.put("description", route.status() == 201 ? "Created" : "OK");
        if (route.location() != null) {
            addHeader(reply, "Location", "The path of the created resource.", "string", true);
        }
        if (route.takesKey()) {
            addHeader(
                    reply, "Idempotent-Replayed", "true if the reply is that of an earlier request.", "string", false);
        }
        if (route.isOneTransaction()) {
            addHeader(reply, "Preference-Applied", "dry-run if the call had no effect.", "string", false);
        }
        ObjectNode content = reply.putObject("content");
        if (route.replyType() == Download.class) {
            content.putObject(Download.MEDIA_TYPE).set("schema", typed("string").put("format", "binary"));
            return;
        }
        content.putObject(Reply.JSON).set("schema", schemas.reply(route.replyType()));
        if (route.csv() != null) {
            content.putObject(CsvPreference.CSV)
                    .set(
                            "schema",
                            typed("string").put("description", route.csv().description()));
        }
        if (route.streams()) {
            content.putObject(Ongoing.SERVER_SENT_EVENTS)
                    .set("schema", typed("string").put("description", "The same as server-sent events, without end."));
        }
    }

    private void addLater(ObjectNode reply, Class<?> type) {
        reply.put("description", "Not ready yet: repeat the same request later");
        addHeader(reply, "Retry-After", "The seconds to wait before asking again.", "integer", true);
        reply.putObject("content").putObject(Reply.JSON).set("schema", schemas.reply(type));
    }

    private void addRefusals(ObjectNode responses) {
        Map<Integer, List<String>> codesByStatus = OpenApiRefusals.of(route).stream()
                .collect(Collectors.groupingBy(
                        Refusal::status, TreeMap::new, Collectors.mapping(Refusal::code, Collectors.toList())));
        codesByStatus.forEach((status, codes) -> {
            ObjectNode response = responses.putObject(String.valueOf(status));
            response.put("description", String.join(", ", codes));
            if (OpenApiRefusals.MAY_PASS.contains(status)) {
                addHeader(response, "Retry-After", "The seconds to wait before asking again.", "integer", false);
            }
            response.putObject("content")
                    .putObject(Reply.PROBLEM_JSON)
                    .set("schema", OpenApiRefusals.schema(json, status, codes));
        });
    }

    private void addHeader(ObjectNode response, String name, String description, String type, boolean always) {
        response.withObjectProperty("headers")
                .putObject(name)
                .put("description", description)
                .put("required", always)
                .set("schema", json.createObjectNode().put("type", type));
    }

    private void addSecurity(ArrayNode security) {
        switch (route.access()) {
            case ADMIN -> security.addObject().putArray(ADMIN_KEY);
            case SHOPPER -> {
                security.addObject().putArray(USER_TOKEN);
                security.addObject().putArray(ADMIN_KEY);
                security.addObject(); // a server with --auth open asks for nothing
            }
            case ANYONE, PROBE -> {}
        }
    }
}
