package io.jangteo.database;

import io.jangteo.problem.Refusals;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a request asks for. Lists are ordered by id, and a cursor holds the last id returned, so
 * pages neither skip nor repeat items when some are added in between. A cursor also identifies its list and is refused
 * by any other.
 *
 * @param limit maximum number of items, {@value #LIMIT_MIN} to {@value #LIMIT_MAX}
 * @param after the last id of the previous page, or {@code null} for the first page
 * @param list identifies the list: the call, its path parameters and its filters
 */
public record Page(int limit, @Nullable Long after, String list) {
    public static final int LIMIT_MIN = 1;
    /** Keeps a page small enough to be read and sent at once. */
    public static final int LIMIT_MAX = 100;

    public static final int LIMIT_DEFAULT = 20;

    /** The query parameters that select a page. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";

    /** Exclusive lower bound of the ids of an ascending list. */
    public long afterOrFirst() {
        return after == null ? 0 : after;
    }

    /** Exclusive upper bound of the ids of a descending list. */
    public long beforeOrLast() {
        return after == null ? Long.MAX_VALUE : after;
    }

    /** One more than the limit: an extra item shows that there is a next page. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /**
     * Cuts the items fetched with {@link #limitPlusOne()} to the page, and adds the next page's cursor if there is one.
     */
    public <T, R> R of(List<T> fetched, ToLongFunction<T> id, PageMaker<T, R> maker) {
        if (fetched.size() <= limit) {
            return maker.make(fetched, null);
        }
        List<T> items = List.copyOf(fetched.subList(0, limit));
        return maker.make(items, new Cursor("", id.applyAsLong(items.get(limit - 1))).text(list));
    }

    /** Makes the reply from the items and the next cursor. */
    @FunctionalInterface
    public interface PageMaker<T, R> {
        R make(List<T> items, @Nullable String nextCursor);
    }

    /**
     * The page that a request asks for.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the limit is out of bounds, or the cursor was not
     *     issued by this list
     */
    public static Page of(@Nullable String limit, @Nullable String cursor, int defaultLimit, String list) {
        return new Page(limitOr(limit, defaultLimit), cursor == null ? null : idOf(cursor, list), list);
    }

    /** Returns the limit, or the default for none. */
    static int limitOr(@Nullable String text, int defaultLimit) {
        return text == null ? defaultLimit : limitOf(text);
    }

    private static int limitOf(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < LIMIT_MIN || limit > LIMIT_MAX) {
            throw Refusals.malformed("limit", "a whole number from " + LIMIT_MIN + " to " + LIMIT_MAX);
        }
        return limit;
    }

    private static long idOf(String text, String list) {
        Cursor cursor = Cursor.of(text, list);
        if (!cursor.key().isEmpty()) {
            throw Cursor.refused();
        }
        return cursor.id();
    }
}
