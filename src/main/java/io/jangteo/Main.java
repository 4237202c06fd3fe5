package io.jangteo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line. Exit status: 0 done, 1 could not be done, 2 was not asked for properly. */
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final List<Command> COMMANDS = List.of(
            new ServeCommand(),
            new VerifyCommand(),
            new BackupCommand(),
            new RestoreCommand(),
            new TokenCommand(),
            new RaceCommand());

    private Main() {}

    public static void main(String[] arguments) {
        // Results are UTF-8, whatever the terminal's locale.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), new Console(out, System.err)));
    }

    /** Runs what the arguments ask for, and gives the exit status; {@code serve} comes back only if it cannot start. */
    static int run(List<String> arguments, Map<String, String> environment, Console console) {
        boolean named = !arguments.isEmpty() && !arguments.get(0).startsWith("-");
        String name = named ? arguments.get(0) : COMMANDS.get(0).name();
        Optional<Command> command =
                COMMANDS.stream().filter(each -> each.name().equals(name)).findFirst();
        if (command.isEmpty()) {
            return misused(console, List.of(name + ": unknown command; expected one of " + names()));
        }
        List<String> rest = named ? arguments.subList(1, arguments.size()) : arguments;
        Arguments parsed = Arguments.parse(command.get(), rest);
        if (parsed.help()) {
            console.out().print(Arguments.help(command.get(), named ? List.of() : commandList()));
            return DONE;
        }
        if (parsed.version()) {
            console.out().println("jangteo " + version());
            return DONE;
        }
        return run(command.get(), parsed, environment, console);
    }

    private static int run(Command command, Arguments arguments, Map<String, String> environment, Console console) {
        Values values = Values.read(command.settings(), arguments.flags(), environment);
        List<String> complaints = new ArrayList<>(arguments.complaints());
        complaints.addAll(command.complaints(values));
        PathText.complaint().ifPresent(complaints::add);
        values.notices().forEach(notice -> console.err().println("jangteo: " + notice));
        try {
            values.requireSound(complaints);
            command.prepare(values);
            NativeLibraryDirectory.load(() -> command.placesForLibrary(values));
            return command.run(values, console);
        } catch (InvalidConfig thrown) {
            return misused(console, thrown.complaints());
        } catch (RuntimeException | LinkageError thrown) {
            console.err().println("jangteo: " + Reason.of(thrown));
            return FAILED;
        } finally {
            NativeLibraryDirectory.delete();
        }
    }

    private static int misused(Console console, List<String> complaints) {
        complaints.forEach(complaint -> console.err().println("jangteo: " + complaint));
        console.err().println("jangteo: --help shows what can be set");
        return MISUSED;
    }

    private static List<String> commandList() {
        List<String> lines = new ArrayList<>(List.of("", "Commands, each with a --help of its own:"));
        COMMANDS.forEach(command -> lines.add("  %-8s %s".formatted(command.name(), command.summary())));
        return lines;
    }

    private static String names() {
        return String.join(", ", COMMANDS.stream().map(Command::name).toList());
    }

    /** Stands in the jar's manifest. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
