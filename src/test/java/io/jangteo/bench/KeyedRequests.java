package io.jangteo.bench;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The same requests again and again, each time with an {@code Idempotency-Key} that no request had before. The bytes of
 * a request are valid until the next one is asked for: a key costs ten digits and no text.
 */
final class KeyedRequests implements Supplier<byte[]> {
    private static final String KEY = "Idempotency-Key: bench-%016x-";
    private static final String NUMBER = "0000000000";

    private final List<Template> templates;
    private Iterator<Template> next;
    private long count;

    KeyedRequests(List<byte[]> requests) {
        String key = KEY.formatted(System.nanoTime());
        templates = requests.stream().map(request -> Template.of(request, key)).toList();
        next = templates.iterator();
    }

    @Override
    public byte[] get() {
        if (!next.hasNext()) {
            next = templates.iterator();
        }
        return next.next().numbered(++count);
    }

    private record Template(byte[] bytes, int numberAt) {
        static Template of(byte[] request, String key) {
            String text = new String(request, StandardCharsets.ISO_8859_1);
            int headersAt = text.indexOf("\r\n") + 2;
            String keyed = text.substring(0, headersAt) + key + NUMBER + "\r\n" + text.substring(headersAt);
            return new Template(keyed.getBytes(StandardCharsets.ISO_8859_1), headersAt + key.length());
        }

        byte[] numbered(long number) {
            long left = number;
            for (int i = NUMBER.length() - 1; i >= 0; i--) {
                bytes[numberAt + i] = (byte) ('0' + left % 10);
                left /= 10;
            }
            return bytes;
        }
    }
}
