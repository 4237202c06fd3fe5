package io.jangteo.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and writes the shop's JSON. Times are written as RFC 3339 with the offset of the shop's zone. Reading is
 * strict: no coercion, no unknown or duplicate fields, no trailing text.
 */
public final class Json {
    /** RFC 3339 allows only four-digit years. */
    private static final Instant MOMENT_MAX = Instant.parse("9999-12-30T00:00:00Z");

    /** The expected type, as worded in refusals. */
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Long.class, "a whole number",
            String.class, "a text",
            List.class, "a list",
            Instant.class, "a time such as 2026-11-22T09:00:00+09:00",
            LocalDate.class, "a date such as 2026-11-22",
            Duration.class, "a duration such as PT24H");

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final ObjectMapper mapper;

    /** @param zone gives the offset of written times */
    public Json(ZoneId zone) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(times(zone));
        refuseCoercion(builder);
        this.mapper = builder.build();
    }

    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Returns the value as it would be read again after it was written. */
    public JsonNode tree(Object value) {
        return mapper.valueToTree(value);
    }

    public String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * Reads one value, before which there may be a byte order mark.
     *
     * @throws Problem {@code MALFORMED_REQUEST} with the wrong field, or the record's own refusal
     */
    public <T> T read(byte[] bytes, Class<T> type) {
        try {
            String text = utf8(bytes);
            T value = mapper.readValue(text, type);
            if (value == null) {
                throw Refusals.malformed("body", "a JSON object");
            }
            if (type.isAnnotationPresent(NoNulls.class)) {
                refuseNulls(type, mapper.readTree(text));
            }
            return value;
        } catch (JsonMappingException thrown) {
            throw Problem.within(thrown).orElseGet(() -> Refusals.malformed(path(thrown), expected(thrown)));
        } catch (JsonProcessingException thrown) {
            throw Refusals.malformed("body", "one JSON object");
        }
    }

    /**
     * Reads one value from a file of any length, likewise.
     *
     * @throws Problem {@code MALFORMED_REQUEST}, for a file that is not JSON with the line and column, or the type's
     *     own refusal
     * @throws IOException if the file cannot be read
     */
    public <T> T read(InputStream stream, Class<T> type) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            T value = mapper.readValue(withoutByteOrderMark(new InputStreamReader(stream, decoder)), type);
            if (value == null) {
                throw Refusals.malformed("file", "a JSON object");
            }
            return value;
        } catch (JsonProcessingException thrown) {
            JsonLocation place = thrown.getLocation();
            throw Refusals.malformed(
                    place == null ? "file" : "line " + place.getLineNr() + ", column " + place.getColumnNr(),
                    "one JSON object");
        } catch (CharacterCodingException thrown) {
            throw Refusals.malformed("file", "UTF-8");
        }
    }

    private static Reader withoutByteOrderMark(Reader file) throws IOException {
        PushbackReader text = new PushbackReader(file);
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK.charAt(0)) {
            text.unread(first);
        }
        return text;
    }

    private static void refuseNulls(Class<?> type, JsonNode object) {
        for (RecordComponent field : type.getRecordComponents()) {
            if (object.path(field.getName()).isNull() && field.getType() != Clearable.class) {
                throw Refusals.malformed(field.getName(), "a value, or no such field");
            }
        }
    }

    private static String expected(JsonMappingException thrown) {
        if (thrown instanceof UnrecognizedPropertyException) {
            return "a known field, once";
        }
        Class<?> type = thrown instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        String documented = "of its documented type";
        return type == null ? documented : EXPECTED.getOrDefault(type, documented);
    }

    /** Never converts between numbers and texts, nor an empty text or list to another type. */
    private static void refuseCoercion(JsonMapper.Builder builder) {
        for (LogicalType type : LogicalType.values()) {
            builder.withCoercionConfig(type, config -> {
                if (type != LogicalType.Textual) {
                    config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
                } else {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                }
                if (type != LogicalType.Collection) {
                    config.setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
                }
            });
        }
    }

    /** Decodes strictly: Jackson by itself would also accept UTF-16 and UTF-32. */
    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException thrown) {
            throw Refusals.malformed("body", "UTF-8");
        }
    }

    private static String path(JsonMappingException thrown) {
        String path = thrown.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static SimpleModule times(ZoneId zone) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
                .withZone(zone);
        return new SimpleModule()
                .addSerializer(Instant.class, writing(Instant.class, format::format))
                .addSerializer(LocalDate.class, writing(LocalDate.class, LocalDate::toString))
                .addSerializer(Duration.class, writing(Duration.class, Duration::toString))
                .addDeserializer(Instant.class, reading(Instant.class, Json::instant))
                .addDeserializer(LocalDate.class, reading(LocalDate.class, LocalDate::parse))
                .addDeserializer(Duration.class, reading(Duration.class, Duration::parse));
    }

    /**
     * Parses a time as the API writes and reads it.
     *
     * @throws DateTimeException if it is not one
     */
    public static Instant instant(String text) {
        Instant moment = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
        if (moment.isBefore(Instant.EPOCH) || moment.isAfter(MOMENT_MAX)) {
            throw new DateTimeException("out of bounds");
        }
        return moment;
    }

    private static <T> StdScalarSerializer<T> writing(Class<T> type, Function<T, String> format) {
        return new StdScalarSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                generator.writeString(format.apply(value));
            }
        };
    }

    private static <T> StdScalarDeserializer<T> reading(Class<T> type, Function<String, T> parse) {
        return new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                String text = parser.currentToken().isScalarValue() ? parser.getValueAsString() : null;
                try {
                    if (text != null && !parser.currentToken().isNumeric()) {
                        return parse.apply(text);
                    }
                } catch (DateTimeException thrown) {
                    throw context.weirdStringException(text, type, thrown.getMessage());
                }
                throw JsonMappingException.from(parser, "a text is expected");
            }
        };
    }
}
