package io.jangteo.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A field of a change that may also be cleared. The field itself is {@code null} if it is absent, which leaves things as
 * they are.
 *
 * @param value the new value; {@code null} clears the old one
 */
@JsonDeserialize(using = Clearable.Reader.class)
public record Clearable<T>(@Nullable T value) {

    /** Returns the value of the field after the change. */
    public static <T> @Nullable T change(@Nullable Clearable<T> change, @Nullable T before) {
        return change == null ? before : change.value;
    }

    static final class Reader extends JsonDeserializer<Clearable<?>> implements ContextualDeserializer {
        private final @Nullable JavaType type;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Clearable<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Clearable<>(context.<Object>readValue(parser, type));
        }

        @Override
        public Clearable<?> getNullValue(DeserializationContext context) {
            return new Clearable<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
