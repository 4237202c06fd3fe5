package io.jangteo.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The given values of some settings, and the complaints about them. */
public final class Values {
    /** The value that Kubernetes, or Docker for a link, puts into a variable named after a service and its port. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://[^/]+:[0-9]{1,5}");

    private final List<Option> options;
    /** By component. */
    private final Map<String, Given> given = new LinkedHashMap<>();

    private final List<String> notices = new ArrayList<>();

    /**
     * @param origin the setting as it was given, for complaints: {@code --host 0.0.0.0} or {@code JANGTEO_HOST=0.0.0.0}
     * @param value empty if it is invalid
     */
    private record Given(String origin, Optional<Object> value, String complaint) {}

    Values(List<Option> options) {
        this.options = options;
    }

    /** Returns a builder that starts from the defaults. */
    static ConfigBuilder builder() {
        Values values = new Values(Option.of(Config.class));
        return (ConfigBuilder) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {ConfigBuilder.class}, (builder, method, arguments) -> {
                    if (method.getName().equals("build")) {
                        return values.to(Config.class, List.of());
                    }
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(values, arguments);
                    }
                    values.put(method.getName(), arguments[0]);
                    return builder;
                });
    }

    /** Reads each setting from the flags, or else from the environment; an empty variable counts as unset. */
    public static Values read(List<Option> options, Map<String, String> flags, Map<String, String> environment) {
        Values values = new Values(options);
        for (Option option : options) {
            String flag = flags.get(option.name());
            String variable = option.ofServer() ? environment.getOrDefault(option.variable(), "") : "";
            if (flag != null) {
                values.put(option, option.flag(), " ", flag);
            } else if (LINK.matcher(variable).matches() && !option.isSecret()) {
                values.notices.add(option.variable() + "=" + variable + " is ignored: Kubernetes and Docker set it for"
                        + " a service of that name; use " + option.flag());
            } else if (!variable.isEmpty()) {
                values.put(option, option.variable(), "=", variable);
            } else if (option.takes().required()) {
                String complaint = option.flag() + " is missing: expected " + option.expected();
                values.given.put(option.component(), new Given(option.flag(), Optional.empty(), complaint));
            }
        }
        return values;
    }

    /** Returns the setting's value, if a valid one was given. */
    public Optional<Object> find(String component) {
        return Optional.ofNullable(given.get(component)).flatMap(Given::value);
    }

    /** Returns a complaint if both settings were given, the first one as a flag. */
    public Optional<String> conflict(String flag, String other) {
        boolean isTyped = given.containsKey(flag) && given.get(flag).origin.startsWith("--");
        return isTyped && given.containsKey(other)
                ? Optional.of(origin(flag) + ": not together with " + origin(other))
                : Optional.empty();
    }

    /** Returns which variables were ignored, and why. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * Returns the settings, checked one by one and together.
     *
     * @param others further complaints
     * @throws InvalidConfig with every complaint at once
     */
    public <S extends Record> S to(Class<S> type, List<String> others) {
        S settings = record(type);
        List<String> all = new ArrayList<>();
        given.values().stream().filter(each -> each.value.isEmpty()).forEach(each -> all.add(each.complaint));
        all.addAll(others);
        if (settings instanceof Config config) {
            all.addAll(new ConfigRules(config, this).complaints());
        }
        if (!all.isEmpty()) {
            throw new InvalidConfig(all);
        }
        return settings;
    }

    /** Sets a value from a program; {@code null} restores the default. */
    void put(String component, @Nullable Object value) {
        Option option = Option.find(options, component).orElseThrow();
        put(option, option.name(), " ", value instanceof String[] several ? joined(several) : value);
    }

    /** Returns whether the setting has a valid value, given or by default. */
    boolean isSound(String component) {
        return !given.containsKey(component) || given.get(component).value.isPresent();
    }

    /** Returns whether the setting was given. */
    public boolean isGiven(String component) {
        return given.containsKey(component);
    }

    /** Returns whether the switch was given and is on. */
    public boolean isOn(String component) {
        return given.containsKey(component) && given.get(component).value.equals(Optional.of(true));
    }

    /** Returns the setting as it was given, or its default, for complaints. */
    public String origin(String component) {
        Option option = Option.find(options, component).orElseThrow();
        return given.containsKey(component)
                ? given.get(component).origin
                : option.name() + " " + option.takes().fallback();
    }

    private static @Nullable String joined(String[] values) {
        return values.length == 0 ? null : String.join(",", values);
    }

    /** @param key the flag, the variable, or the name under which the value was given */
    private void put(Option option, String key, String separator, @Nullable Object value) {
        given.remove(option.component());
        if (value != null) {
            String text = value.toString();
            boolean isShown = !text.isEmpty() && !option.isSecret();
            String origin = isShown ? key + separator + text : text.isEmpty() ? key + " without a value" : key;
            // A path from a program is valid, whatever the locale can encode.
            Optional<Object> sound = value instanceof Path
                    ? Optional.of(value)
                    : Optional.of(text).filter(any -> !any.isEmpty()).flatMap(option::parse);
            given.put(option.component(), new Given(origin, sound, origin + ": expected " + option.expected()));
        }
    }

    /** Uses the default for a value that is missing or invalid. */
    private <S extends Record> S record(Class<S> type) {
        try {
            Constructor<S> constructor = type.getDeclaredConstructor(
                    options.stream().map(Option::type).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(options.stream().map(this::value).toArray());
        } catch (ReflectiveOperationException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private @Nullable Object value(Option option) {
        Object value = Optional.ofNullable(given.get(option.component()))
                .flatMap(Given::value)
                .or(option::fallback)
                .orElse(null);
        if (value == null && option.type().isPrimitive()) {
            return option.type() == int.class ? (Object) Config.NOT_GIVEN : (Object) (long) Config.NOT_GIVEN;
        }
        return value;
    }
}
