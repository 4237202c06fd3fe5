package io.jangteo.web;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's body completely, holding no thread while it waits. Chunks are copied into one array, so that
 * small chunks take no more memory than their length.
 */
final class BodyReader implements Runnable, Invocable {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST_BYTES = 512;
    /** The number of chunks that a body of any length may have; beyond it, chunks must average a minimum size. */
    private static final int CHUNKS_MAX = 1_024;

    private static final int CHUNK_MIN_BYTES = 16;

    private final Request request;
    private final int maxBytes;
    private final ByteBudget budget;
    private final boolean kept;
    private final boolean inChunks;
    private final Whole whole;
    private byte[] bytes = NONE;
    private int length;
    private long receivedBytes;
    private long chunks;

    /** Takes the body, or the problem with it. */
    interface Whole extends Consumer<byte[]> {
        void refused(Problem problem);
    }

    /**
     * @param maxBytes the largest body that is kept
     * @param kept false for a request whose body has no meaning: it is read and discarded, whatever its length
     */
    BodyReader(Request request, int maxBytes, ByteBudget budget, boolean kept, Whole whole) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.kept = kept;
        this.inChunks = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        this.whole = whole;
    }

    /** Returns that it may run on the threads that serve the sockets. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Reads on; called again whenever more has arrived. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                whole.refused(Refusals.malformed("body", "as long as announced and in time"));
                return;
            }
            boolean last = chunk.isLast();
            Problem problem = take(chunk.getByteBuffer());
            chunk.release();
            if (problem != null) {
                whole.refused(problem);
                return;
            }
            if (last) {
                whole.accept(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
                return;
            }
        }
    }

    /** Returns the number of bytes held, which the request's owner gives back to the budget when done. */
    int heldBytes() {
        return bytes.length;
    }

    private @Nullable Problem take(ByteBuffer piece) {
        int more = piece.remaining();
        receivedBytes += more;
        chunks += inChunks ? 1 : 0;
        if (chunks > CHUNKS_MAX + receivedBytes / CHUNK_MIN_BYTES) {
            return Refusals.malformed("body", "chunks of " + CHUNK_MIN_BYTES + " or more bytes on average");
        }
        if (!kept) {
            return null;
        }
        if (receivedBytes > maxBytes) {
            return Refusals.PAYLOAD_TOO_LARGE.problem(maxBytes);
        }
        if (length + more > bytes.length && !grow(length + more)) {
            return Refusals.OVERLOADED.problem();
        }
        piece.get(bytes, length, more);
        length += more;
        return null;
    }

    private boolean grow(int needed) {
        int larger = Math.min(maxBytes, Math.max(needed, Math.max(FIRST_BYTES, 2 * bytes.length)));
        if (!budget.take(larger - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, larger);
        return true;
    }
}
