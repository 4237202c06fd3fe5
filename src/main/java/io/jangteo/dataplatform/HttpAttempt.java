package io.jangteo.dataplatform;

import java.io.IOException;
import java.net.Socket;

/** One attempt at a message. It can be ended from any thread at any moment, whatever it waits for on the network. */
final class HttpAttempt {
    private Socket socket;
    private boolean isEnded;
    private boolean isLate;

    /** Has the socket closed when the attempt is ended. */
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
                // Then it is closed.
            }
        }
    }

    /** Ends it because its time is over. */
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
