package io.jangteo.ranking;

import io.jangteo.database.Sha256;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The units of a day as one text: a checksum over its key and its contents, then {@code productId:units,…} by product
 * id. The checksum recognises what is damaged, what somebody else wrote, and the contents of another day.
 */
final class DayText {
    private static final char AFTER_CHECKSUM = ';';
    private static final int CHECKSUM_LENGTH = 64;

    private DayText() {}

    static String encode(String key, Map<Long, Long> units) {
        String contents = new TreeMap<>(units)
                .entrySet().stream()
                        .map(each -> each.getKey() + ":" + each.getValue())
                        .collect(Collectors.joining(","));
        return checksum(key, contents) + AFTER_CHECKSUM + contents;
    }

    /** Returns the units by product id; null unless the text is one that was encoded with this key. */
    static @Nullable Map<Long, Long> decode(String key, String text) {
        if (text.length() <= CHECKSUM_LENGTH || text.charAt(CHECKSUM_LENGTH) != AFTER_CHECKSUM) {
            return null;
        }
        String contents = text.substring(CHECKSUM_LENGTH + 1);
        return text.startsWith(checksum(key, contents)) ? units(contents) : null;
    }

    private static Map<Long, Long> units(String contents) {
        Map<Long, Long> units = new HashMap<>();
        for (int from = 0; from < contents.length(); ) {
            int colon = contents.indexOf(':', from);
            int comma = contents.indexOf(',', colon);
            int end = comma < 0 ? contents.length() : comma;
            units.put(Long.parseLong(contents, from, colon, 10), Long.parseLong(contents, colon + 1, end, 10));
            from = end + 1;
        }
        return units;
    }

    private static String checksum(String key, String contents) {
        return HexFormat.of().formatHex(Sha256.of(key + AFTER_CHECKSUM + contents));
    }
}
