package io.jangteo.command;

import io.jangteo.race.Race;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Shows the progress of a race: one line redrawn on a terminal, or a line each second elsewhere. */
final class RaceProgress {
    private static final int BAR_WIDTH = 40;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream err;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private long lines;

    RaceProgress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void show(Race race) {
        if (terminal) {
            draw(race);
        } else if ((System.nanoTime() - startNanos) / LINE_NANOS > lines) {
            lines = (System.nanoTime() - startNanos) / LINE_NANOS;
            err.println(words(race));
        }
    }

    /** Leaves the final state on the terminal. */
    void end(Race race) {
        if (terminal) {
            draw(race);
            err.println();
        }
    }

    private void draw(Race race) {
        int filled = BAR_WIDTH * race.answered() / race.users();
        err.print("\r[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + words(race));
        err.flush();
    }

    /** The texts only grow longer, so that each covers the one before. */
    private static String words(Race race) {
        return race.answered() + " of " + race.users() + " answered, " + race.issued() + " issued";
    }
}
