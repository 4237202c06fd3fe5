package io.jangteo;

import io.jangteo.command.Commands;
import io.jangteo.command.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The process: gives the command line its streams, and exits with its status. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Results are UTF-8, whatever the terminal's locale.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(Commands.run(List.of(arguments), System.getenv(), new Console(out, System.err)));
    }

    /** Returns the version in the jar's manifest. */
    public static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
