package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. Lists are ordered by id, and a cursor names the last id that was given, so pages
 * neither skip nor repeat when something is added meanwhile.
 *
 * @param limit how many at most, {@value #LIMIT_MIN} to {@value #LIMIT_MAX}
 * @param after the last id of the page before, or {@code null} for the first page
 */
public record Page(int limit, @Nullable Long after) {
    public static final int LIMIT_MIN = 1;
    /** A page stays small enough to be read and sent in one go. */
    public static final int LIMIT_MAX = 100;

    public static final int LIMIT_DEFAULT = 20;

    /** Where a list that counts up starts. */
    public long afterOrFirst() {
        return after == null ? 0 : after;
    }

    /** Where a list that counts down starts. */
    public long beforeOrLast() {
        return after == null ? Long.MAX_VALUE : after;
    }

    /** One more than asked for: its presence tells that there is a next page. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /** Cuts what was fetched with {@link #limitPlusOne()} to the page, and names the next one if there is one. */
    public <T, R> R of(List<T> fetched, ToLongFunction<T> id, PageMaker<T, R> maker) {
        if (fetched.size() <= limit) {
            return maker.make(fetched, null);
        }
        List<T> items = List.copyOf(fetched.subList(0, limit));
        return maker.make(items, cursor(id.applyAsLong(items.get(limit - 1))));
    }

    /** Makes the reply from the items and the next cursor. */
    @FunctionalInterface
    public interface PageMaker<T, R> {
        R make(List<T> items, @Nullable String nextCursor);
    }

    static Page of(@Nullable String limit, @Nullable String cursor, int defaultLimit) {
        return new Page(limit == null ? defaultLimit : limitOf(limit), cursor == null ? null : idOf(cursor));
    }

    private static String cursor(long id) {
        byte[] text = ("id:" + id).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int limitOf(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < LIMIT_MIN || limit > LIMIT_MAX) {
            throw Refusals.malformed("limit", "a whole number from " + LIMIT_MIN + " to " + LIMIT_MAX);
        }
        return limit;
    }

    private static long idOf(String cursor) {
        String text = "";
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            // Refused below, as any other text that no page gave.
        }
        if (!text.matches("id:[0-9]{1,18}")) {
            throw Refusals.malformed("cursor", "what nextCursor said");
        }
        return Long.parseLong(text.substring("id:".length()));
    }
}
