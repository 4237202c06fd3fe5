package io.jangteo.command;

import java.io.PrintStream;

/** Where a command answers: results on one stream, everything else on the other. */
public record Console(PrintStream out, PrintStream err) {}
