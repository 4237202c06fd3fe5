package io.jangteo;

import java.io.PrintStream;

/** Where a command answers: results on one stream, everything else on the other. */
record Console(PrintStream out, PrintStream err) {}
