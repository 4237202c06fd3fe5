package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.log.Logging;
import org.jspecify.annotations.Nullable;

/** Handles SIGTERM and Ctrl-C: closes the server, and ends the process with status 0 instead of 143. */
final class ServerStop implements Runnable {
    private final Console console;
    private final Logging logging;
    private volatile @Nullable Jangteo server;
    private volatile boolean needed = true;

    ServerStop(Console console, Logging logging) {
        this.console = console;
        this.logging = logging;
    }

    /** Sets the server to close. */
    void closes(Jangteo server) {
        this.server = server;
    }

    /** Marks that the process ends because the server could not start or failed, with its own status. */
    void isNotNeeded() {
        needed = false;
    }

    @Override
    public void run() {
        if (!needed) {
            MemoryDirectory.deleteAll();
            NativeLibraryDirectory.delete();
            return;
        }
        int status = 0;
        try {
            if (server != null) {
                server.close();
            }
        } catch (RuntimeException | Error thrown) {
            console.err().println("jangteo: could not stop properly: " + Reason.of(thrown));
            status = 1;
        }
        // Left by a server that was stopped while starting, which nobody could close.
        MemoryDirectory.deleteAll();
        NativeLibraryDirectory.delete();
        console.out().flush();
        logging.drain();
        Runtime.getRuntime().halt(status);
    }
}
