package io.jangteo.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part that a request asks for of a list that is sorted by another value than the id, and by the id where that
 * value is equal. The cursor holds both, so pages neither skip nor repeat items whose value does not change in between.
 */
public final class SortedPage {
    /** The items of a longer list are not counted: this many entries of an index are read within milliseconds. */
    public static final int COUNT_MAX = 100_000;

    private final int limit;
    private final @Nullable Cursor after;
    private final String list;

    /** A first page. */
    public SortedPage(int limit, String list) {
        this(limit, null, list);
    }

    private SortedPage(int limit, @Nullable Cursor after, String list) {
        this.limit = limit;
        this.after = after;
        this.list = list;
    }

    /**
     * The page that a request asks for.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the limit is out of bounds, or the cursor was not
     *     issued by this list
     */
    public static SortedPage of(@Nullable String limit, @Nullable String cursor, int defaultLimit, String list) {
        return new SortedPage(Page.limitOr(limit, defaultLimit), cursor == null ? null : Cursor.of(cursor, list), list);
    }

    /**
     * Returns how many items the list has; {@code null} after the first page, above {@link #COUNT_MAX}, and if that
     * takes a look at each name.
     *
     * @param fetched with {@link #limitPlusOne()}
     * @param all the items, if an index found them
     * @param count counts the whole list
     */
    public @Nullable Long total(List<?> fetched, Optional<? extends List<?>> all, Search search, LongSupplier count) {
        if (!isFirst()) {
            return null;
        }
        if (fetched.size() <= limit || all.isPresent()) {
            return (long) all.map(List::size).orElse(fetched.size());
        }
        return search.isEverything() ? counted(count.getAsLong()) : null;
    }

    /** Returns the number, or {@code null} if it is above {@link #COUNT_MAX}. */
    public static @Nullable Long counted(long number) {
        return number > COUNT_MAX ? null : Long.valueOf(number);
    }

    public boolean isFirst() {
        return after == null;
    }

    /** Returns the id of the last item of the previous page, or that bound for the first page. */
    public long idOr(long first) {
        return after == null ? first : after.id();
    }

    /** Returns the value by which the last item of the previous page was sorted, or that bound for the first page. */
    public String textOr(String first) {
        return after == null ? first : after.key();
    }

    /**
     * Returns the number by which the last item of the previous page was sorted, or that bound for the first page.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the cursor has none
     */
    public long numberOr(long first) {
        try {
            return after == null ? first : Long.parseLong(after.key());
        } catch (NumberFormatException thrown) {
            throw Cursor.refused();
        }
    }

    /** Whether the previous page ended before this item of a list that is sorted by a text. */
    public boolean isBefore(String text, long id) {
        int compared = CodePoints.compare(text, textOr(""));
        return compared > 0 || (compared == 0 && id > idOr(0));
    }

    /** One more than the limit: an extra item shows that there is a next page. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /**
     * Cuts the items fetched with {@link #limitPlusOne()} to the page, and adds the next page's cursor if there is one.
     *
     * @param key the value that the list is sorted by; an empty text if that is the id
     */
    public <T, R> R of(List<T> fetched, Function<T, Object> key, ToLongFunction<T> id, Page.PageMaker<T, R> maker) {
        if (fetched.size() <= limit) {
            return maker.make(fetched, null);
        }
        List<T> items = List.copyOf(fetched.subList(0, limit));
        T last = items.get(limit - 1);
        return maker.make(items, new Cursor(key.apply(last).toString(), id.applyAsLong(last)).text(list));
    }
}
