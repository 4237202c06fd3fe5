package io.jangteo.database;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a list is searched for: a part of names, and the id that the same text is. Letters from A to Z match in either
 * case; every other character, of whatever script and in whatever composition, matches itself alone, on both engines.
 *
 * <p>A list that is walked asks for {@code CASE WHEN … THEN 1 ELSE 0 END <> 0}, which PostgreSQL takes for true of
 * nearly all rows. Otherwise a plan that was made while the shop was small would sort a whole large one.
 */
public final class Search {
    private static final int FOUND_MAX = 5_000;

    /** Matches everything. */
    public static final Search ALL = new Search("", 0, FOUND_MAX);

    /** Says to callers what a list of named things is searched for. */
    public static final String DESCRIPTION = "Part of a name, or an id; A to Z in either case";

    /** The length of the parts by which the indexes find names, in characters. */
    private static final int PART_LENGTH = 3;

    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final String folded;
    private final long id;
    private final int foundMax;

    private Search(String folded, long id, int foundMax) {
        this.folded = folded;
        this.id = id;
        this.foundMax = foundMax;
    }

    /** Searches for names with this part, and for the id. */
    public static Search of(Optional<String> text) {
        return text.map(part ->
                        new Search(folded(part), ID.matcher(part).matches() ? Long.parseLong(part) : 0, FOUND_MAX))
                .orElse(ALL);
    }

    /** Searches for names with this part. */
    public static Search ofNames(Optional<String> text) {
        return text.map(part -> new Search(folded(part), 0, FOUND_MAX)).orElse(ALL);
    }

    /** Returns the id that is searched for; 0 for none. */
    public long id() {
        return id;
    }

    /**
     * Returns the most matches that are sorted once they were found. Where there are more, they are so frequent that
     * the list is walked in its order instead, down to the last one that it returns.
     */
    public int foundMax() {
        return foundMax;
    }

    /** Returns the same search with another {@link #foundMax}. */
    public Search withFoundMax(int max) {
        return new Search(folded, id, max);
    }

    public boolean isEverything() {
        return folded.isEmpty();
    }

    /** Whether the part of a name is long enough to be found by an index. */
    public boolean isIndexed() {
        return folded.codePointCount(0, folded.length()) >= PART_LENGTH;
    }

    public boolean matchesName(String name) {
        return folded(name).contains(folded);
    }

    /** Returns the pattern for {@code lower(name) LIKE :part ESCAPE '!'}. */
    public String pattern() {
        return "%" + folded.replaceAll("[!%_]", "!$0") + "%";
    }

    /** Returns the parts that a name must have, to be found by PostgreSQL's index. */
    public String[] parts() {
        int[] characters = folded.codePoints().toArray();
        return IntStream.rangeClosed(0, characters.length - PART_LENGTH)
                .mapToObj(place -> new String(characters, place, PART_LENGTH))
                .distinct()
                .toArray(String[]::new);
    }

    /** Returns the parts that a name must have, to be found by SQLite's index. */
    public String words() {
        return List.of(parts()).stream()
                .map(part -> '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" "));
    }

    private static String folded(String text) {
        return CAPITALS.matcher(text).replaceAll(letters -> letters.group().toLowerCase(Locale.ROOT));
    }
}
