package io.jangteo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Holds JSON against what is expected, member by member, and notes all that is different. */
final class Matching {
    private static final ZoneOffset OFFSET_OF_SEOUL = ZoneOffset.ofHours(9);

    private final List<String> differences;

    /** Values that the contract leaves to the shop. */
    enum Free {
        ID,
        TEXT,
        ANYTHING
    }

    /** A moment that only the shop knows exactly; the reference was at this one. */
    record Around(Instant moment) {
        boolean takes(Instant told) {
            return !told.isBefore(moment) && told.isBefore(moment.plus(ReferenceClock.SLACK));
        }
    }

    Matching(List<String> differences) {
        this.differences = differences;
    }

    void differ(String where, Object expected, Object actual) {
        differences.add(where + " is " + actual + " and should be " + expected);
    }

    void compare(String where, String expected, String actual) {
        if (!Objects.equals(expected, actual)) {
            differ(where, expected, actual);
        }
    }

    void compare(String where, Object expected, JsonNode actual) {
        if (expected instanceof Map<?, ?> members) {
            object(where, members, actual);
        } else if (expected instanceof List<?> elements) {
            list(where, elements, actual);
        } else if (!isScalar(expected, actual)) {
            differ(where, expected, actual);
        }
    }

    private void object(String where, Map<?, ?> members, JsonNode actual) {
        Set<String> names = new TreeSet<>();
        actual.fieldNames().forEachRemaining(names::add);
        if (!actual.isObject() || !names.equals(new TreeSet<>(members.keySet()))) {
            differ(where, "an object of " + members.keySet(), actual);
            return;
        }
        members.forEach((name, value) -> compare(where + "." + name, value, actual.get((String) name)));
    }

    private void list(String where, List<?> elements, JsonNode actual) {
        if (!actual.isArray() || actual.size() != elements.size()) {
            differ(where, "a list of " + elements.size(), actual);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            compare(where + "[" + i + "]", elements.get(i), actual.get(i));
        }
    }

    private boolean isScalar(Object expected, JsonNode actual) {
        if (expected == null) {
            return actual.isNull();
        }
        if (expected instanceof Number number) {
            return actual.isIntegralNumber() && actual.longValue() == number.longValue();
        }
        if (expected instanceof Boolean truth) {
            return actual.isBoolean() && actual.booleanValue() == truth;
        }
        if (expected instanceof Instant moment) {
            return moment.equals(moment(actual));
        }
        if (expected instanceof Around around) {
            Instant told = moment(actual);
            return told != null && around.takes(told);
        }
        if (expected instanceof Free free) {
            return isFree(free, actual);
        }
        if (expected instanceof String || expected instanceof LocalDate) {
            return expected.toString().equals(actual.textValue());
        }
        throw new IllegalArgumentException("nothing to compare with: " + expected);
    }

    private static boolean isFree(Free free, JsonNode actual) {
        return switch (free) {
            case ID -> actual.isIntegralNumber() && actual.longValue() > 0;
            case TEXT -> actual.isTextual() && !actual.textValue().isEmpty();
            case ANYTHING -> true;
        };
    }

    /** Null for what is not a time with the shop's offset. */
    private static Instant moment(JsonNode json) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(json.asText());
            return moment.getOffset().equals(OFFSET_OF_SEOUL) ? moment.toInstant() : null;
        } catch (DateTimeParseException thrown) {
            return null;
        }
    }
}
