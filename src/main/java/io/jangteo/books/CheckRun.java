package io.jangteo.books;

import io.jangteo.database.Database;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check piece by piece, each in a separate read. A piece is sized to take a tenth of a second and is followed
 * by a pause, so that nobody waits long for a reader and the write-ahead log can be reset in between.
 */
final class CheckRun {
    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Shorter reads end before they can delay a reset of the log. */
    private static final long REST_AFTER_NANOS = PIECE_NANOS / 10;

    private static final int REST_SHARE = 4;
    private static final int GROWTH_MAX = 4;
    /** Size of the first piece, before the time per row is known. */
    private static final int FIRST_ROWS = 1_000;

    private static final int ROWS_MAX = 200_000;
    /** Maximum number of attempts at a piece that got no reader or took too long; it shrinks each time. */
    private static final int TRIES_MAX = 10;

    private final Database database;
    private final Check check;
    private final CountDownLatch stop;
    private final LongAdder checkedByAll;
    private final boolean rests;
    private final List<String> violations = new ArrayList<>();
    private long checked;

    /**
     * @param stop ends the run when it reaches zero
     * @param checkedByAll counts the items checked so far, over all checks
     * @param rests whether to pause after each piece
     */
    CheckRun(Database database, Check check, CountDownLatch stop, LongAdder checkedByAll, boolean rests) {
        this.database = database;
        this.check = check;
        this.stop = stop;
        this.checkedByAll = checkedByAll;
        this.rests = rests;
    }

    /** @throws Problem {@code OVERLOADED} if the run was stopped or the database was too busy */
    BooksCheck run() {
        Object place = null;
        int rows = FIRST_ROWS;
        int tries = 0;
        rest(0);
        while (true) {
            long startedNanos = System.nanoTime();
            Check.Piece piece;
            try {
                piece = read(place, rows);
            } catch (Problem thrown) {
                tries++;
                if (!thrown.refusal().equals(Refusals.OVERLOADED) || tries == TRIES_MAX) {
                    throw thrown;
                }
                rows = Math.max(1, rows / GROWTH_MAX);
                rest(PIECE_NANOS);
                continue;
            }
            tries = 0;
            add(piece);
            place = piece.next();
            if (place == null) {
                return new BooksCheck(check.name(), checked, List.copyOf(violations));
            }
            long tookNanos = System.nanoTime() - startedNanos;
            rows = sized(rows, tookNanos);
            rest(rests && tookNanos > REST_AFTER_NANOS ? tookNanos / REST_SHARE : 0);
        }
    }

    private Check.Piece read(@Nullable Object place, int rows) {
        return database.read(handle -> check.look(handle, place, rows));
    }

    private void add(Check.Piece piece) {
        checked += piece.checked();
        checkedByAll.add(piece.checked());
        piece.violations().stream()
                .limit(CheckSql.VIOLATIONS_MAX - violations.size())
                .forEach(violations::add);
    }

    /** Pauses; also checks whether the run was stopped. */
    private void rest(long nanos) {
        try {
            if (stop.await(nanos, TimeUnit.NANOSECONDS)) {
                throw Refusals.OVERLOADED.problem();
            }
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw Refusals.OVERLOADED.problem();
        }
    }

    private static int sized(int rows, long tookNanos) {
        double fitting = (double) rows * PIECE_NANOS / Math.max(1, tookNanos);
        return (int) Math.max(1, Math.min(Math.min(fitting, (double) rows * GROWTH_MAX), ROWS_MAX));
    }
}
