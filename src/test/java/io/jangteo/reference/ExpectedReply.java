package io.jangteo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the reference answers.
 *
 * @param outcome how the coverage counts it
 * @param members of a success all of the reply; of a refusal those beside the ones that every refusal has
 * @param location the header; null if it does not matter
 */
record ExpectedReply(int status, String outcome, Map<String, Object> members, String location) implements Expected {
    static final String GIVEN_BEFORE = "the reply says that it was given before";

    private static final String[] EXTRA_MEMBERS = {"violation", "required", "balance", "productId", "stock"};

    /** Ends whatever the reference was about to do. */
    static final class Refused extends RuntimeException {
        private final transient ExpectedReply answer;

        Refused(ExpectedReply answer) {
            super(answer.outcome(), null, false, false);
            this.answer = answer;
        }

        ExpectedReply answer() {
            return answer;
        }
    }

    static ExpectedReply ok(Map<String, Object> members) {
        return new ExpectedReply(200, "200", members, null);
    }

    static ExpectedReply created(Map<String, Object> members) {
        return new ExpectedReply(201, "201", members, null);
    }

    static ExpectedReply refused(int status, String code, Object... extra) {
        Map<String, Object> members = members(extra);
        Object violation = members.get("violation");
        return new ExpectedReply(status, violation == null ? code : code + "/" + violation, members, null);
    }

    static ExpectedReply malformed() {
        return refused(400, "MALFORMED_REQUEST");
    }

    /** Names and values in turn, in this order. */
    static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    ExpectedReply at(String newLocation) {
        return new ExpectedReply(status, outcome, members, newLocation);
    }

    /** The same answer, counted as something of its own. */
    ExpectedReply as(String newOutcome) {
        return new ExpectedReply(status, newOutcome, members, location);
    }

    Refused thrown() {
        return new Refused(this);
    }

    @Override
    public List<String> differences(Response reply) {
        List<String> differences = new ArrayList<>();
        if (reply.status() != status) {
            return List.of("the status is " + reply.status() + " and should be " + status + " (" + outcome + ")");
        }
        JsonNode json = reply.json();
        Matching matching = new Matching(differences);
        if (reply.isSuccess()) {
            matching.compare("", members, json);
        } else {
            refusal(matching, json);
            matching.compare("Content-Type", "application/problem+json", reply.header("content-type"));
        }
        if (location != null) {
            matching.compare("Location", location, reply.header("location"));
        }
        if (reply.isReplayed()) {
            differences.add(GIVEN_BEFORE);
        }
        return differences;
    }

    private void refusal(Matching matching, JsonNode json) {
        String code = outcome.contains("/") ? outcome.substring(0, outcome.indexOf('/')) : outcome;
        matching.compare("code", code, json.path("code").textValue());
        matching.compare("status", status, json.path("status"));
        for (String member : EXTRA_MEMBERS) {
            boolean expected = members.containsKey(member);
            if (expected) {
                matching.compare(member, members.get(member), json.path(member));
            } else if (json.has(member)) {
                matching.differ(member, "nothing", Objects.toString(json.get(member)));
            }
        }
    }
}
