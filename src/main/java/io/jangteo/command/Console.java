package io.jangteo.command;

import java.io.PrintStream;

/** The output of a command: results on one stream, everything else on the other. */
public record Console(PrintStream out, PrintStream err) {}
