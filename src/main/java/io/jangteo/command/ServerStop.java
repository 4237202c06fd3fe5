package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.log.Logging;

/** What happens at SIGTERM or Ctrl-C: the server is closed, and the process ends with status 0 instead of 143. */
final class ServerStop implements Runnable {
    private final Console console;
    private final Logging logging;
    private volatile Jangteo server;
    private volatile boolean needed = true;

    ServerStop(Console console, Logging logging) {
        this.console = console;
        this.logging = logging;
    }

    /** From now on there is a server to be closed. */
    void closes(Jangteo server) {
        this.server = server;
    }

    /** The process ends because the server could not be started or kept; that has a status of its own. */
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
        // Of a server that was stopped while it was starting, which nobody could close.
        MemoryDirectory.deleteAll();
        NativeLibraryDirectory.delete();
        console.out().flush();
        logging.drain();
        Runtime.getRuntime().halt(status);
    }
}
