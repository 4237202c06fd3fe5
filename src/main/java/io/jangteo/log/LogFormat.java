package io.jangteo.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The format of log lines. Text from a caller never breaks out of its line, in either format. */
public enum LogFormat {
    /** {@code 2026-11-22T09:00:00.000+09:00 INFO access id=7f3a status=200}. */
    TEXT {
        @Override
        public String line(Instant at, String level, String logger, Map<String, Object> fields) {
            StringJoiner line = new StringJoiner(" ").add(time(at)).add(level).add(logger);
            fields.forEach((name, value) -> line.add(name + "=" + (value == null ? "-" : word(value.toString()))));
            return line.toString();
        }

        private static String word(String text) {
            boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
            return plain ? text : json(text);
        }
    },
    /** One JSON object per line, in ASCII: {@code time}, {@code level}, {@code logger} and the fields. */
    JSON {
        @Override
        public String line(Instant at, String level, String logger, Map<String, Object> fields) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("time", time(at));
            members.put("level", level);
            members.put("logger", logger);
            members.putAll(fields);
            return json(members);
        }
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    /** Made when a line first needs it: the format itself is read from the command line, which starts wait for. */
    private static final class Writer {
        static final ObjectWriter JSON = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writer();
    }

    /** Returns one line without a line terminator. */
    public abstract String line(Instant at, String level, String logger, Map<String, Object> fields);

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    private static String json(@Nullable Object value) {
        try {
            return Writer.JSON.writeValueAsString(value);
        } catch (JsonProcessingException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
