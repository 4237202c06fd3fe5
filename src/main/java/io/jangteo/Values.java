package io.jangteo;

import io.jangteo.Setting.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of some settings as they were given, and everything that is wrong with them. */
final class Values {
    /** What Kubernetes, and Docker for a link, put into a variable that is named after a service and its port. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://[^/]+:[0-9]{1,5}");

    private final Map<Setting<?>, Object> given = new HashMap<>();
    private final Map<Setting<?>, String> origins = new HashMap<>();
    private final Map<Setting<?>, String> complaints = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();

    /** Reads each setting from the flags, or else from the environment; an empty variable counts as not set. */
    static Values read(List<Setting<?>> settings, Map<String, String> flags, Map<String, String> environment) {
        Values values = new Values();
        for (Setting<?> setting : settings) {
            String flag = flags.get(setting.name());
            String variable = setting.is(Trait.FLAG_ONLY) ? "" : environment.getOrDefault(setting.variable(), "");
            if (flag != null) {
                values.parse(setting, setting.flag(), " ", flag);
            } else if (LINK.matcher(variable).matches() && !setting.is(Trait.SECRET)) {
                values.notices.add(setting.variable() + "=" + variable + " is ignored: Kubernetes and Docker set it for"
                        + " a service of that name; use " + setting.flag());
            } else if (!variable.isEmpty()) {
                values.parse(setting, setting.variable(), "=", variable);
            } else if (setting.is(Trait.REQUIRED)) {
                values.origins.put(setting, setting.flag());
                values.complaints.put(setting, setting.flag() + " is missing: expected " + setting.expected());
            }
        }
        return values;
    }

    /** Sets a value, as a program does; {@code null} brings the default back. */
    <T> void put(Setting<T> setting, @Nullable T value) {
        clear(setting);
        if (value != null) {
            String origin = setting.is(Trait.SECRET) ? setting.name() : setting.name() + " " + value;
            take(setting, origin, setting.allows().test(value) ? value : null);
        }
    }

    /** Sets a value from a text that is given under the key, a flag or a variable. */
    <T> void parse(Setting<T> setting, String key, String separator, @Nullable String text) {
        clear(setting);
        if (text != null) {
            boolean shown = !text.isEmpty() && !setting.is(Trait.SECRET);
            String origin = shown ? key + separator + text : text.isEmpty() ? key + " without a value" : key;
            take(setting, origin, text.isEmpty() ? null : setting.parse(text).orElse(null));
        }
    }

    /** What was ignored, and why. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** Whether the setting has a value to go by: one that was given and is sound, or its default. */
    boolean isSound(Setting<?> setting) {
        return given.containsKey(setting) || !origins.containsKey(setting);
    }

    /** Whether the setting was given at all. */
    boolean isGiven(Setting<?> setting) {
        return origins.containsKey(setting);
    }

    /** The value given, or else the default, or else {@code null}. */
    @SuppressWarnings("unchecked")
    <T> T get(Setting<T> setting) {
        Object value = given.get(setting);
        if (value == null && setting.fallback() != null) {
            return setting.parse(setting.fallback()).orElseThrow();
        }
        return (T) value;
    }

    /** The setting as it was given, for complaints: {@code --host 0.0.0.0} or {@code JANGTEO_HOST=0.0.0.0}. */
    String origin(Setting<?> setting) {
        return origins.getOrDefault(setting, setting.name() + " " + setting.fallback());
    }

    /** Throws everything that is wrong with the values, and what else is wrong. */
    void requireSound(List<String> others) {
        List<String> all = new ArrayList<>(complaints.values());
        all.addAll(others);
        if (!all.isEmpty()) {
            throw new InvalidConfig(all);
        }
    }

    private void clear(Setting<?> setting) {
        given.remove(setting);
        origins.remove(setting);
        complaints.remove(setting);
    }

    private <T> void take(Setting<T> setting, String origin, @Nullable T value) {
        origins.put(setting, origin);
        if (value == null) {
            complaints.put(setting, origin + ": expected " + setting.expected());
        } else {
            given.put(setting, value);
        }
    }
}
