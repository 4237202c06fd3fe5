package io.jangteo;

import java.io.PrintStream;

/** Where a command answers: results on one stream, everything else on the other. */
record Console(PrintStream out, PrintStream err) {

    /** Where the whole process complains, as it stands now. */
    static PrintStream standardError() {
        return System.err;
    }
}
