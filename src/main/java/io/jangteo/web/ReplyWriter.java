package io.jangteo.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/**
 * Sends a reply in pieces, holding no thread while the reader is slow. Java first copies what it writes into memory
 * outside the heap; pieces keep that copy small.
 */
final class ReplyWriter extends IteratingNestedCallback {
    private static final int PIECE_BYTES = 64 * 1_024;

    private final Response response;
    private final byte[] bytes;
    private final boolean isAll;
    private int written;

    /** @param isAll whether nothing follows the bytes */
    ReplyWriter(Response response, byte[] bytes, boolean isAll, Callback whenSent) {
        super(whenSent);
        this.response = response;
        this.bytes = bytes;
        this.isAll = isAll;
    }

    /** Ends a reply without a body. */
    static void sendNothing(Call call, Callback whenSent) {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        if (call.export == null) {
            call.response.write(true, nothing, whenSent);
            return;
        }
        // Nobody knows the length of a list that is made page by page, and Jetty would announce 0.
        Callback begun = Callback.from(() -> call.response.write(true, nothing, whenSent), whenSent::failed);
        call.response.write(false, nothing, begun);
    }

    @Override
    protected Action process() {
        if (written == bytes.length) {
            return Action.SUCCEEDED;
        }
        int piece = Math.min(PIECE_BYTES, bytes.length - written);
        ByteBuffer content = ByteBuffer.wrap(bytes, written, piece);
        written += piece;
        response.write(isAll && written == bytes.length, content, this);
        return Action.SCHEDULED;
    }
}
