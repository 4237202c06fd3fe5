package io.jangteo.config;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting, with everything needed to read, check and document it.
 *
 * @param component the name of the record's component
 * @param ofServer whether it belongs to {@link Config}, and so has a variable, rather than to one run of a command
 */
public record Option(String component, Class<?> type, String description, Takes takes, boolean ofServer) {
    /** Supplies the default for a setting without {@link Takes}. */
    @Takes
    private static final class Anything {}

    /**
     * Returns the settings of a record in order. A component of a name that {@link Config} has is that setting; it may
     * leave out the declaration, or describe it differently.
     */
    public static List<Option> of(Class<? extends Record> settings) {
        return Stream.of(settings.getRecordComponents())
                .map(component -> of(component, settings == Config.class || isOfServer(component.getName())))
                .toList();
    }

    /** Returns the settings that all servers of one database must share, as texts by their flags' names. */
    static SortedMap<String, String> sharedIn(Config config) {
        SortedMap<String, String> shared = new TreeMap<>();
        of(Config.class).stream()
                .filter(option -> option.takes.shared())
                .forEach(option -> shared.put(option.name(), option.textIn(config)));
        return shared;
    }

    private static boolean isOfServer(String name) {
        return Stream.of(Config.class.getRecordComponents())
                .anyMatch(component -> component.getName().equals(name));
    }

    private static Option of(RecordComponent component, boolean ofServer) {
        String name = component.getName();
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            return find(of(Config.class), name).orElseThrow();
        }
        Takes takes = component.getAnnotation(Takes.class);
        Takes orElse = takes != null ? takes : Anything.class.getAnnotation(Takes.class);
        return new Option(name, component.getType(), setting.value(), orElse, ofServer);
    }

    /** Finds the option whose component, or whose flag in camel case, has the name. */
    static Optional<Option> find(List<Option> options, String name) {
        return options.stream()
                .filter(option -> option.component.equals(name) || option.name().equals(dashed(name)))
                .findFirst();
    }

    /** Returns the flag without its dashes. */
    public String name() {
        return takes.name().isEmpty() ? dashed(component) : takes.name();
    }

    public String flag() {
        return takes.variableOnly() ? variable() : takes.positional() ? label() : "--" + name();
    }

    public String variable() {
        return "JANGTEO_" + name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Returns the placeholder for the value in the help. */
    public String label() {
        return takes.label().isEmpty() ? kind().label : takes.label();
    }

    public boolean isSwitch() {
        return type == boolean.class;
    }

    boolean isSecret() {
        return takes.secret() || takes.variableOnly();
    }

    public boolean isRepeatable() {
        return type == List.class;
    }

    /** Returns the line of the help. */
    public String help() {
        return description
                + (isRepeatable() ? " May be given several times." : "")
                + (takes.fallback().isEmpty() ? "" : " Default: " + takes.fallback() + ".")
                + (ofServer ? " (" + variable() + ")" : "");
    }

    /** Returns a description of valid values, for complaints. */
    String expected() {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))
                    .replaceFirst(", (?=[^,]*$)", " or ");
        }
        if (takes.bounds().isEmpty()) {
            return kind().expected;
        }
        return kind().expected + (isRepeatable() ? ", at most " + bound(1) + " of them" : " from " + takes.bounds());
    }

    /** Returns the value that the settings have, as a text that {@link #parse} takes. */
    String textIn(Record settings) {
        try {
            Object value = settings.getClass().getMethod(component).invoke(settings);
            if (value instanceof List<?> values) {
                return values.stream().map(Object::toString).collect(Collectors.joining(","));
            }
            return type.isEnum() ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
        } catch (ReflectiveOperationException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Returns the default; empty if there is none. */
    Optional<Object> fallback() {
        boolean isNone = takes.fallback().isEmpty() && !isSwitch() && !isRepeatable();
        return isNone ? Optional.empty() : parse(isSwitch() ? "false" : takes.fallback());
    }

    /** Returns the value of the text; empty if it is not valid. */
    Optional<Object> parse(String text) {
        try {
            return Optional.of(isRepeatable() ? several(text) : one(text)).filter(this::isWithinBounds);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException thrown) {
            return Optional.empty();
        }
    }

    private List<Object> several(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(this::one).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object one(String text) {
        Object value = kind().parse(text);
        return type.isEnum() ? Enum.valueOf((Class<Enum>) type, (String) value) : value;
    }

    @SuppressWarnings("unchecked")
    private boolean isWithinBounds(Object value) {
        if (takes.bounds().isEmpty()) {
            return true;
        }
        if (value instanceof List<?> values) {
            return values.size() <= Integer.parseInt(bound(1));
        }
        Comparable<Object> sound = (Comparable<Object>) value;
        return sound.compareTo(one(bound(0))) >= 0 && sound.compareTo(one(bound(1))) <= 0;
    }

    private String bound(int place) {
        return takes.bounds().split(" to ", 2)[place];
    }

    Kind kind() {
        return takes.kind() == Kind.CHOICE ? Kind.of(type) : takes.kind();
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
