package io.jangteo.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements of PostgreSQL's protocol 3 that are to be executed. A driver sends the text of a statement once and later
 * only its name, so the bytes alone do not tell a COMMIT; and what it sends at once may be answered in parts.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">The messages</a>
 */
final class SaidToPostgres implements Said {
    private static final int VERSION_MAJOR = 3;

    private final Messages client = new Messages();
    private final Messages server = new Messages();
    private final Map<String, String> prepared = new HashMap<>();
    private final List<String> executed = new ArrayList<>();
    private boolean started;
    /** How often the server has yet to say that it is ready for the next query. */
    private int unanswered;

    @Override
    public synchronized void hear(byte[] bytes, int count) {
        executed.clear();
        client.add(bytes, count);
        while (client.hasNext(started)) {
            if (started) {
                char type = client.type();
                readBody(type, client.body());
            } else {
                // Others ask for encryption first, or cancel what another connection does.
                started = client.body().getInt() >>> Short.SIZE == VERSION_MAJOR;
                unanswered = 1;
            }
        }
    }

    @Override
    public synchronized boolean contains(String text) {
        return executed.stream().anyMatch(statement -> statement.contains(text));
    }

    @Override
    public synchronized void hearAnswer(byte[] bytes, int count) {
        // Before, there is one letter, which refuses encryption.
        if (started) {
            server.add(bytes, count);
            while (server.hasNext(true)) {
                unanswered -= server.type() == 'Z' ? 1 : 0;
                server.body();
            }
        }
    }

    @Override
    public synchronized boolean isAnswered() {
        return unanswered == 0;
    }

    private void readBody(char type, ByteBuffer body) {
        switch (type) {
            case 'Q' -> {
                executed.add(text(body));
                unanswered++;
            }
            case 'P' -> prepared.put(text(body), text(body));
            case 'B' -> {
                // The portal's name comes first.
                text(body);
                executed.add(prepared.getOrDefault(text(body), ""));
            }
            case 'S' -> unanswered++;
            default -> {
                // Nothing that names a statement, or wants an answer of its own.
            }
        }
    }

    private static String text(ByteBuffer body) {
        StringBuilder text = new StringBuilder();
        for (byte letter = body.get(); letter != 0; letter = body.get()) {
            text.append((char) letter);
        }
        return text.toString();
    }

    /** The messages of one side, of which the last may not be whole yet. */
    private static final class Messages {
        private ByteBuffer heard = ByteBuffer.allocate(0);

        void add(byte[] bytes, int count) {
            heard = ByteBuffer.allocate(heard.remaining() + count)
                    .put(heard)
                    .put(bytes, 0, count)
                    .flip();
        }

        /** @param typed whether a message begins with its type, as all do but the first of a client */
        boolean hasNext(boolean typed) {
            int typeBytes = typed ? 1 : 0;
            return heard.remaining() >= typeBytes + Integer.BYTES
                    && heard.remaining() >= typeBytes + heard.getInt(heard.position() + typeBytes);
        }

        char type() {
            return (char) heard.get();
        }

        /** Returns what follows the length, which counts itself. */
        ByteBuffer body() {
            byte[] body = new byte[heard.getInt() - Integer.BYTES];
            heard.get(body);
            return ByteBuffer.wrap(body);
        }
    }
}
