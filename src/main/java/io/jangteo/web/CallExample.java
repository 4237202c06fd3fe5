package io.jangteo.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that works unchanged in a fresh demo shop; the OpenAPI document shows it.
 *
 * @param parameters values by parameter name; an id in the path that is not listed is 1
 * @param bodies JSON texts by a label; each is an example of its own
 * @param after the operations whose examples must run first
 */
public record CallExample(Map<String, String> parameters, Map<String, String> bodies, List<String> after) {
    /** For a call without a body whose only parameters are ids. */
    public static final CallExample NONE = new CallExample(Map.of(), Map.of(), List.of());

    public static CallExample body(String json) {
        return NONE.orBody("example", json);
    }

    public CallExample orBody(String name, String json) {
        Map<String, String> more = new LinkedHashMap<>(bodies);
        more.put(name, json);
        return new CallExample(parameters, more, after);
    }

    public CallExample with(String parameter, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new CallExample(more, bodies, after);
    }

    public CallExample after(String... operations) {
        return new CallExample(parameters, bodies, List.of(operations));
    }
}
