package io.jangteo.database;

import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. Lists are ordered by id, and a cursor names the last id that was given, so pages
 * neither skip nor repeat when something is added meanwhile. A cursor holds the list that it was given by, too, and no
 * other list takes it.
 *
 * @param limit how many at most, {@value #LIMIT_MIN} to {@value #LIMIT_MAX}
 * @param after the last id of the page before, or {@code null} for the first page
 * @param list tells the list from any other: the call, what its path names, and its filters
 */
public record Page(int limit, @Nullable Long after, String list) {
    public static final int LIMIT_MIN = 1;
    /** A page stays small enough to be read and sent in one go. */
    public static final int LIMIT_MAX = 100;

    public static final int LIMIT_DEFAULT = 20;

    /** Cursors of 0.1.0 were of no list in particular, and are refused. */
    private static final byte CURSOR_VERSION = 2;

    private static final int CURSOR_BYTES = 1 + 2 * Long.BYTES;

    /** The query parameters that a page is asked for with. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";

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
        return maker.make(items, cursor(id.applyAsLong(items.get(limit - 1)), list));
    }

    /** Makes the reply from the items and the next cursor. */
    @FunctionalInterface
    public interface PageMaker<T, R> {
        R make(List<T> items, @Nullable String nextCursor);
    }

    /**
     * The page that a request asks for.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the limit is out of bounds, or the cursor is not
     *     one that this very list gave
     */
    public static Page of(@Nullable String limit, @Nullable String cursor, int defaultLimit, String list) {
        int items = limit == null ? defaultLimit : limitOf(limit);
        return new Page(items, cursor == null ? null : idOf(cursor, list), list);
    }

    /** A version, the start of the list's hash, and the id. Nobody else needs to read it. */
    private static String cursor(long id, String list) {
        ByteBuffer bytes = ByteBuffer.allocate(CURSOR_BYTES).put(CURSOR_VERSION).putLong(hash(list));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes.putLong(id).array());
    }

    private static long hash(String list) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static int limitOf(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < LIMIT_MIN || limit > LIMIT_MAX) {
            throw Refusals.malformed("limit", "a whole number from " + LIMIT_MIN + " to " + LIMIT_MAX);
        }
        return limit;
    }

    private static long idOf(String cursor, String list) {
        long id = -1;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            id = bytes.length == CURSOR_BYTES ? ByteBuffer.wrap(bytes).getLong(CURSOR_BYTES - Long.BYTES) : -1;
        } catch (IllegalArgumentException notBase64) {
            // Refused below, as any other text that no page gave.
        }
        if (id < 0 || !cursor.equals(cursor(id, list))) {
            throw Refusals.malformed("cursor", "what nextCursor said in the same list");
        }
        return id;
    }
}
