package io.jangteo.dataplatform;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One attempt to send a message. Any thread can end it at any time, whatever it waits for on the network. */
final class HttpAttempt {
    private @Nullable Socket socket;
    private boolean isEnded;
    private boolean isLate;

    /** Registers the socket to be closed when the attempt is ended. */
    synchronized void uses(Socket used) throws IOException {
        socket = used;
        if (isEnded) {
            used.close();
            throw new IOException("The attempt was ended");
        }
    }

    synchronized void end() {
        isEnded = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException thrown) {
                // It is closed all the same.
            }
        }
    }

    /** Ends it because its time limit has passed. */
    synchronized void endLate() {
        isLate = !isEnded;
        end();
    }

    synchronized boolean isLate() {
        return isLate;
    }

    synchronized boolean isEnded() {
        return isEnded;
    }
}
