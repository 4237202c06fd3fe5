package io.jangteo.web;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.jangteo.json.Clearable;
import io.jangteo.json.NoNulls;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schemas of requests and replies. All are closed: unlisted fields are not allowed. In a reply every field is
 * present, and a {@link Nullable} one may be null; a request may also omit those, or only omit them in a record with
 * {@link NoNulls}. A record that is both read and
 * written therefore has two schemas, and the request's is called {@code …Request}.
 */
final class OpenApiSchemas {
    private static final JsonSubTypes.Type[] NONE = {};
    private static final String PLACE = "components/schemas";

    private final ObjectMapper json;
    private final SchemaBuilder replies;
    private final SchemaBuilder requests;
    private final OpenApiSchemaNames names = new OpenApiSchemaNames();

    OpenApiSchemas(ObjectMapper json) {
        this.json = json;
        this.replies = builder(
                names.forReplies(),
                field -> !isLeftOutWhenNull(field),
                field -> isNullable(field) && !isLeftOutWhenNull(field));
        this.requests = builder(names.forRequests(), field -> !isNullable(field), OpenApiSchemas::mayBeSentAsNull);
    }

    /** Returns a reference that {@link #definitions()} resolves. */
    ObjectNode reply(Class<?> type) {
        return replies.createSchemaReference(type);
    }

    /** Returns a reference that {@link #definitions()} resolves. */
    ObjectNode request(Class<?> type) {
        return requests.createSchemaReference(type);
    }

    /** Returns every referenced schema by name; call once, after all references. */
    ObjectNode definitions() {
        ObjectNode definitions = replies.collectDefinitions(PLACE);
        names.taken(definitions.fieldNames());
        definitions.setAll(requests.collectDefinitions(PLACE));
        definitions.forEach(definition -> nameTypes(definition.at("/discriminator/mapping")));
        return definitions;
    }

    private SchemaBuilder builder(
            OpenApiSchemaNames.Strategy naming, Predicate<FieldScope> required, Predicate<FieldScope> nullable) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        json, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.ADDITIONAL_FIXED_TYPES,
                        Option.STANDARD_FORMATS,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.FLATTENED_ENUMS,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.INLINE_NULLABLE_SCHEMAS,
                        Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JacksonModule(JacksonOption.SKIP_SUBTYPE_LOOKUP, JacksonOption.IGNORE_TYPE_INFO_TRANSFORM));
        config.forFields()
                .withRequiredCheck(required)
                .withNullableCheck(nullable::test)
                .withTargetTypeOverridesResolver(OpenApiSchemas::documentedType);
        config.forTypesInGeneral()
                .withDefinitionNamingStrategy(naming)
                .withPropertySorter((unusedFirst, unusedSecond) -> 0) // as the record declares them
                .withCustomDefinitionProvider(this::anything)
                .withCustomDefinitionProvider(this::valuesByKey)
                .withCustomDefinitionProvider(this::oneOfSeveral)
                .withTypeAttributeOverride((schema, scope, context) -> addTypeName(schema, scope));
        return new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    private @Nullable CustomDefinition anything(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        boolean anything = erased == Object.class || JsonNode.class.isAssignableFrom(erased);
        return anything ? inline(json.createObjectNode()) : null;
    }

    /** Maps a type with several variants to exactly one of them, told apart by a field: generated clients need that. */
    private @Nullable CustomDefinition oneOfSeveral(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        JsonSubTypes several = erased.getAnnotation(JsonSubTypes.class);
        if (several == null && !(erased.isInterface() && erased.isSealed())) {
            return null;
        }
        JsonTypeInfo field = erased.getAnnotation(JsonTypeInfo.class);
        if (several == null || field == null) {
            throw new IllegalStateException("No field tells which " + erased + " a value is");
        }
        ObjectNode schema = json.createObjectNode();
        ObjectNode discriminator = json.createObjectNode().put("propertyName", field.property());
        for (JsonSubTypes.Type one : several.value()) {
            ResolvedType resolved = context.getTypeContext().resolve(one.value());
            ObjectNode reference = context.createDefinitionReference(resolved);
            schema.withArrayProperty("oneOf").add(reference);
            discriminator.withObjectProperty("mapping").set(one.name(), reference);
        }
        schema.set("discriminator", discriminator);
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.STANDARD, CustomDefinition.EXCLUDING_ATTRIBUTES);
    }

    /** Rewrites a mapping to final references, which are known only once all schemas are collected. */
    private static void nameTypes(JsonNode mapping) {
        mapping.fieldNames()
                .forEachRemaining(name -> ((ObjectNode) mapping)
                        .put(name, mapping.at("/" + name + "/$ref").asText()));
    }

    private @Nullable CustomDefinition valuesByKey(ResolvedType type, SchemaGenerationContext context) {
        List<ResolvedType> keyAndValue = type.typeParametersFor(Map.class);
        if (keyAndValue == null) {
            return null;
        }
        ObjectNode schema = json.createObjectNode().put("type", "object");
        schema.set("additionalProperties", context.createDefinitionReference(keyAndValue.get(1)));
        return inline(schema);
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
    }

    private void addTypeName(ObjectNode schema, TypeScope scope) {
        Class<?> type = scope.getType().getErasedType();
        for (Class<?> parent : type.getInterfaces()) {
            JsonTypeInfo field = parent.getAnnotation(JsonTypeInfo.class);
            JsonSubTypes listed = parent.getAnnotation(JsonSubTypes.class);
            for (JsonSubTypes.Type one : field == null || listed == null ? NONE : listed.value()) {
                if (one.value() == type) {
                    addConstant(schema, field.property(), one.name());
                }
            }
        }
    }

    private void addConstant(ObjectNode schema, String field, String value) {
        ObjectNode fields = json.createObjectNode();
        fields.putObject(field).put("type", "string").put("const", value);
        fields.setAll(schema.withObjectProperty("properties"));
        schema.set("properties", fields);
        schema.withArrayProperty("required").insert(0, field);
    }

    /**
     * Documents a field that may be cleared by its value, and a whole number that is read unchecked, so that its feature
     * can refuse bad values in its own words.
     */
    private static @Nullable List<ResolvedType> documentedType(FieldScope field) {
        if (field.getType().isInstanceOf(Clearable.class)) {
            return field.getType().typeParametersFor(Clearable.class);
        }
        JsonFormat format = field.getAnnotationConsideringFieldAndGetter(JsonFormat.class);
        return format != null && format.shape() == JsonFormat.Shape.NUMBER_INT
                ? List.of(field.getContext().resolve(Long.class))
                : null;
    }

    private static boolean isNullable(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean mayBeSentAsNull(FieldScope field) {
        return isNullable(field)
                && (!field.getRawMember().getDeclaringClass().isAnnotationPresent(NoNulls.class)
                        || field.getRawMember().getType() == Clearable.class);
    }

    private static boolean isLeftOutWhenNull(FieldScope field) {
        JsonInclude include = field.getAnnotationConsideringFieldAndGetter(JsonInclude.class);
        if (include == null) {
            include = field.getRawMember().getDeclaringClass().getAnnotation(JsonInclude.class);
        }
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }
}
