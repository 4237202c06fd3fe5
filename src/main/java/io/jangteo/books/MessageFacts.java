package io.jangteo.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a message about a paid or refunded order states, in the order in which the books list those of the
 * order.
 */
final class MessageFacts {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * The last two compare the rows with each other: the message's type, and that it was added in the commit of the
     * payment or refund.
     */
    private static final List<String> NAMES = List.of(
            "id",
            "type",
            "timestamp",
            "data.id",
            "data.userId",
            "data.status",
            "data.itemsAmount",
            "data.discountAmount",
            "data.totalAmount",
            "data.issuedCouponId",
            "data.createdAt",
            "data.expiresAt",
            "data.paidAt",
            "the day of data.paidAt",
            "type",
            "timestamp");

    private static final List<String> LINE_NAMES = List.of("productId", "unitPrice", "quantity", "amount", "name");

    private static final String USUAL_TIME = "0000-00-00T00:00:00.000±00:00";
    private static final long MILLIS_OF_SECOND = 1_000;

    private MessageFacts() {}

    /** Describes the first fact in which the message differs; ignores unknown fields. */
    static Optional<String> difference(String payload, String facts, List<String> lines) {
        JsonNode said;
        try {
            said = JSON.readTree(payload);
        } catch (JsonProcessingException thrown) {
            return Optional.of("its message is not JSON");
        }
        String saidFacts = facts(said);
        if (!saidFacts.equals(facts)) {
            return Optional.of(difference("", NAMES, saidFacts, facts));
        }
        JsonNode items = said.path("data").path("items");
        if (items.size() != lines.size()) {
            return Optional.of("its message has " + items.size() + " items, its order " + lines.size() + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            String saidLine = line(items.path(i));
            if (!saidLine.equals(lines.get(i))) {
                return Optional.of(difference("data.items." + i + ".", LINE_NAMES, saidLine, lines.get(i)));
            }
        }
        return Optional.empty();
    }

    private static String facts(JsonNode message) {
        JsonNode data = message.path("data");
        JsonNode paidAt = data.path("paidAt");
        String paid = moment(paidAt);
        // Both come from one commit and are usually the same text, which is then parsed once.
        JsonNode timestamp = message.path("timestamp");
        String told = timestamp.equals(paidAt) ? paid : moment(timestamp);
        return String.join(
                "|",
                text(message.path("id")),
                text(message.path("type")),
                told,
                number(data.path("id")),
                number(data.path("userId")),
                text(data.path("status")),
                number(data.path("itemsAmount")),
                number(data.path("discountAmount")),
                number(data.path("totalAmount")),
                number(data.path("issuedCouponId")),
                moment(data.path("createdAt")),
                moment(data.path("expiresAt")),
                paid,
                day(paidAt),
                text(message.path("type")),
                told);
    }

    private static String line(JsonNode item) {
        return String.join(
                "|",
                number(item.path("productId")),
                number(item.path("unitPrice")),
                number(item.path("quantity")),
                number(item.path("amount")),
                text(item.path("name")));
    }

    /** Shows a missing value or one of another type as it is, which never equals a fact. */
    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "not a text: " + node;
    }

    private static String number(JsonNode node) {
        return node.isIntegralNumber() || node.isNull() ? node.asText() : "not a number: " + node;
    }

    private static String moment(JsonNode node) {
        try {
            return Long.toString(epochMillis(node.asText()));
        } catch (DateTimeException thrown) {
            return "not a time: " + node;
        }
    }

    /** Reads the form in which the shop writes times by itself: the general parser takes as long as all the rest. */
    private static long epochMillis(String text) {
        if (!isUsualTime(text)) {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        }
        LocalDateTime time = LocalDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, 19));
        ZoneOffset offset = ZoneOffset.of(text.substring(23));
        return time.toEpochSecond(offset) * MILLIS_OF_SECOND + digits(text, 20, 23);
    }

    private static boolean isUsualTime(String text) {
        if (text.length() != USUAL_TIME.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char found = text.charAt(i);
            boolean fits = switch (USUAL_TIME.charAt(i)) {
                case '0' -> found >= '0' && found <= '9';
                case '±' -> found == '+' || found == '-';
                default -> found == USUAL_TIME.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    /**
     * The business day in the zone that the shop had when it wrote the message, whatever its zone is now: the time
     * contains the offset.
     */
    private static String day(JsonNode time) {
        String text = time.asText();
        return text.substring(0, Math.min(text.length(), "2026-11-28".length()));
    }

    private static String difference(String path, List<String> names, String saidFacts, String facts) {
        // A name may contain the separator, and is therefore the last fact of its line.
        String[] said = saidFacts.split("\\|", names.size());
        String[] had = facts.split("\\|", names.size());
        for (int i = 0; i < Math.min(said.length, had.length); i++) {
            if (!said[i].equals(had[i])) {
                return "its message says " + said[i] + " as " + path + names.get(i) + ", its order " + had[i];
            }
        }
        return "its message says " + saidFacts + ", its order " + facts;
    }
}
