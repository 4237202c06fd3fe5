package io.jangteo;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set, with everything that reads, checks and documents it.
 *
 * @param name as in the flag {@code --charge-min}; the variable is {@code JANGTEO_CHARGE_MIN}
 * @param label what stands for the value in the help
 * @param fallback the value when nothing is said, or {@code null} for none
 * @param description what it does, for the help and the README
 * @param expected what a value has to be, for complaints
 * @param parser reads a text; whatever is not well formed throws
 * @param allows whether a well formed value is within bounds
 */
record Setting<T>(
        String name,
        String label,
        @Nullable String fallback,
        String description,
        String expected,
        Function<String, T> parser,
        Predicate<T> allows,
        Set<Trait> traits) {

    enum Trait {
        /** Never shown again, not even in a complaint. */
        SECRET,
        /** On or off: the flag needs no value. */
        SWITCH,
        /** Has no fallback and must be given. */
        REQUIRED,
        /** Belongs to one run of one command: no environment variable. */
        FLAG_ONLY,
        /** Given by its place on the command line, without a flag. */
        POSITIONAL,
        /** May be given several times; in a variable, the values stand with commas between them. */
        REPEATABLE
    }

    static <T> Setting<T> of(
            String name, String label, @Nullable String fallback, String expected, Function<String, T> parser) {
        return new Setting<>(name, label, fallback, "", expected, parser, value -> true, Set.of());
    }

    static Setting<Path> path(String name, String label, @Nullable String fallback) {
        return of(name, label, fallback, PathText.expected(), PathText::parse);
    }

    static Setting<Long> whole(String name, @Nullable String fallback, long minimum, long maximum) {
        String expected = "a whole number from " + minimum + " to " + maximum;
        return of(name, "N", fallback, expected, Setting::digits)
                .allowing(value -> minimum <= value && value <= maximum);
    }

    static Setting<Integer> count(String name, @Nullable String fallback, int minimum, int maximum) {
        String expected = "a whole number from " + minimum + " to " + maximum;
        return of(name, "N", fallback, expected, text -> Math.toIntExact(digits(text)))
                .allowing(value -> minimum <= value && value <= maximum);
    }

    static Setting<Duration> duration(String name, @Nullable String fallback, String minimum, String maximum) {
        Duration least = Duration.parse(minimum);
        Duration most = Duration.parse(maximum);
        String expected = "an ISO 8601 duration from " + minimum + " to " + maximum;
        return of(name, "DURATION", fallback, expected, Duration::parse)
                .allowing(value -> least.compareTo(value) <= 0 && value.compareTo(most) <= 0);
    }

    static Setting<Boolean> onOff(String name) {
        return of(name, "", "false", "true or false", Setting::trueOrFalse).with(Trait.SWITCH);
    }

    /** A setting of several values, none of which holds a comma; without any, it is an empty list. */
    static <E> Setting<List<E>> several(String name, String label, String expected, Function<String, E> parser) {
        return of(name, label, "", expected, text -> several(text, parser)).with(Trait.REPEATABLE);
    }

    Setting<T> allowing(Predicate<T> bounds) {
        return new Setting<>(name, label, fallback, description, expected, parser, bounds, traits);
    }

    Setting<T> described(String text) {
        return new Setting<>(name, label, fallback, text, expected, parser, allows, traits);
    }

    Setting<T> with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Setting<>(name, label, fallback, description, expected, parser, allows, more);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    String flag() {
        return is(Trait.POSITIONAL) ? label : "--" + name;
    }

    String variable() {
        return "JANGTEO_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The line of the help. */
    String help() {
        String otherwise =
                fallback == null || fallback.isEmpty() || is(Trait.SWITCH) ? "" : "Default: " + fallback + ". ";
        String repeated = is(Trait.REPEATABLE) ? "May be given several times. " : "";
        return description + " " + repeated + otherwise + (is(Trait.FLAG_ONLY) ? "" : "(" + variable() + ")");
    }

    /** The value that the text stands for; empty if it is not what is expected. */
    Optional<T> parse(String text) {
        try {
            return Optional.of(parser.apply(text)).filter(allows);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException thrown) {
            return Optional.empty();
        }
    }

    private static <E> List<E> several(String text, Function<String, E> parser) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(parser).toList();
    }

    private static long digits(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    private static boolean trueOrFalse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
