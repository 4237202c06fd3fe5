package io.jangteo.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a type whose kind is in a property, from objects only. Jackson by itself also accepts the array
 * {@code ["KIND", {...}]}.
 */
public final class TaggedObject extends StdTypeResolverBuilder {

    @Override
    public TypeDeserializer buildTypeDeserializer(
            DeserializationConfig config, JavaType baseType, Collection<NamedType> subtypes) {
        AsPropertyTypeDeserializer lenient =
                (AsPropertyTypeDeserializer) super.buildTypeDeserializer(config, baseType, subtypes);
        return new Strict(lenient, null);
    }

    private static final class Strict extends AsPropertyTypeDeserializer {
        private static final long serialVersionUID = 1L;

        Strict(AsPropertyTypeDeserializer lenient, @Nullable BeanProperty property) {
            super(lenient, property);
        }

        @Override
        public TypeDeserializer forProperty(@Nullable BeanProperty property) {
            return Objects.equals(property, _property) ? this : new Strict(this, property);
        }

        @Override
        public JsonTypeInfo.As getTypeInclusion() {
            return JsonTypeInfo.As.PROPERTY;
        }

        @Override
        public Object deserializeTypedFromObject(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                throw JsonMappingException.from(parser, "an object is expected");
            }
            return super.deserializeTypedFromObject(parser, context);
        }

        @Override
        public Object deserializeTypedFromAny(JsonParser parser, DeserializationContext context) throws IOException {
            return deserializeTypedFromObject(parser, context);
        }
    }
}
