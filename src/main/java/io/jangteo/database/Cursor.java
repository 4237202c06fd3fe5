package io.jangteo.database;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The last item of a page, behind which the next page begins.
 *
 * @param key the value that the list is sorted by, as a text; empty if that is the id
 */
record Cursor(String key, long id) {
    /** Cursors of early builds did not identify a list and are refused. */
    private static final byte VERSION = 2;

    private static final int BYTES_WITHOUT_KEY = 1 + 2 * Long.BYTES;

    /** Encodes a version, the start of the list's hash, the id, and the key. Opaque to clients. */
    String text(String list) {
        byte[] sorted = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_WITHOUT_KEY + sorted.length)
                .put(VERSION)
                .putLong(ByteBuffer.wrap(Sha256.of(list)).getLong())
                .putLong(id)
                .put(sorted);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws Problem {@code MALFORMED_REQUEST} if the text was not issued by this list */
    static Cursor of(String text, String list) {
        Cursor cursor = new Cursor("", -1);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length >= BYTES_WITHOUT_KEY) {
                int length = bytes.length - BYTES_WITHOUT_KEY;
                String key = new String(bytes, BYTES_WITHOUT_KEY, length, StandardCharsets.UTF_8);
                cursor = new Cursor(key, ByteBuffer.wrap(bytes).getLong(BYTES_WITHOUT_KEY - Long.BYTES));
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like any other text that is not a cursor.
        }
        // No text of the shop contains the character that PostgreSQL cannot store.
        if (cursor.id < 0 || cursor.key.indexOf('\0') >= 0 || !text.equals(cursor.text(list))) {
            throw refused();
        }
        return cursor;
    }

    static Problem refused() {
        return Refusals.malformed("cursor", "a nextCursor of the same list");
    }
}
