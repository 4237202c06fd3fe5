package io.jangteo.web;

import io.jangteo.schedule.Threads;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;

/**
 * Sends exports: one page of each is in memory at a time, and the next one is read when that has gone out. A slow
 * reader holds its page, and neither a thread nor a connection to the database. An export that cannot go on breaks its
 * connection off, so that its reader does not take a part for the whole.
 */
final class Exports {
    /** Exports at a time; each holds a page of some megabytes at worst. */
    static final int RUNNING_MAX = 8;
    /** Pages that are read at a time: exports leave the connections to the shop. */
    private static final int READERS = 2;

    private static final long THREAD_IDLE_SECONDS = 10;

    private final Deadlines deadlines;
    private final Problems problems;
    private final Semaphore places = new Semaphore(RUNNING_MAX);
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.daemons("jangteo-export-"));

    Exports(Deadlines deadlines, Problems problems) {
        this.deadlines = deadlines;
        this.problems = problems;
        readers.allowCoreThreadTimeOut(true);
    }

    /** Takes a place for an export, if there is one; {@link #send} gives it back. */
    boolean takesPlace() {
        return places.tryAcquire();
    }

    /** Sends the first page and then all others. */
    void send(Call call, byte[] first, Callback whenSent) {
        Export export = Objects.requireNonNull(call.export);
        sendPage(call, export, first, Callback.from(places::release, whenSent));
    }

    private void sendPage(Call call, Export export, byte[] page, Callback whenSent) {
        deadlines.replyBegins(call.connection(), page.length);
        new ReplyWriter(
                        call.response,
                        page,
                        false,
                        Callback.from(() -> readNext(call, export, whenSent), whenSent::failed))
                .iterate();
    }

    private void readNext(Call call, Export export, Callback whenSent) {
        try {
            // The reader is not waited for while the shop is.
            if (!deadlines.requestIsWhole(call.connection())) {
                throw new EofException("closed");
            }
            readers.execute(() -> continueWith(call, export, whenSent));
        } catch (Exception | Error thrown) {
            whenSent.failed(thrown);
        }
    }

    private void continueWith(Call call, Export export, Callback whenSent) {
        try {
            if (deadlines.isShutdown()) {
                throw new EofException("the server stops");
            }
            byte[] page = export.next();
            if (page == null) {
                deadlines.replyBegins(call.connection(), 0);
                call.response.write(true, ByteBuffer.allocate(0), whenSent);
            } else {
                sendPage(call, export, page, whenSent);
            }
        } catch (EofException thrown) {
            whenSent.failed(thrown);
        } catch (Exception | Error thrown) {
            // Logs what was not foreseen; the reply has begun and can say nothing more.
            problems.problem(thrown, call.requestId);
            whenSent.failed(thrown);
        }
    }
}
