package io.jangteo.command;

import io.jangteo.Main;
import io.jangteo.config.InvalidConfig;
import io.jangteo.config.Option;
import io.jangteo.config.PathText;
import io.jangteo.config.Values;
import io.jangteo.database.SettingsDiffer;
import io.jangteo.seed.FaultySeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line. Exit status: 0 for success, 1 for failure, 2 for invalid arguments. */
public final class Commands {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final List<Command<?>> ALL = List.of(
            new ServeCommand(),
            new VerifyCommand(),
            new BackupCommand(),
            new RestoreCommand(),
            new ExportCommand(),
            new MigrateCommand(),
            new TokenCommand(),
            new RaceCommand());

    private Commands() {}

    /** Runs the command and returns the exit status; {@code serve} returns only if it cannot start. */
    public static int run(List<String> arguments, Map<String, String> environment, Console console) {
        NativeLibraryDirectory.begin();
        try {
            return understood(arguments, environment, console);
        } finally {
            NativeLibraryDirectory.delete();
        }
    }

    private static int understood(List<String> arguments, Map<String, String> environment, Console console) {
        boolean named = !arguments.isEmpty() && !arguments.get(0).startsWith("-");
        String name = named ? arguments.get(0) : ALL.get(0).name;
        Optional<Command<?>> command =
                ALL.stream().filter(each -> each.name.equals(name)).findFirst();
        if (command.isEmpty()) {
            return misused(console, List.of(name + ": unknown command; expected one of " + names()));
        }
        command.get().loadAhead();
        List<Option> options = Option.of(command.get().settings);
        List<String> rest = named ? arguments.subList(1, arguments.size()) : arguments;
        Arguments parsed = Arguments.parse(name, options, rest);
        if (parsed.help()) {
            List<String> footer = named ? List.of() : list();
            console.out().print(Arguments.help(name, command.get().summary, options, footer));
            return DONE;
        }
        if (parsed.version()) {
            console.out().println("jangteo " + Main.version());
            return DONE;
        }
        List<String> complaints = new ArrayList<>(parsed.complaints());
        PathText.complaint().ifPresent(complaints::add);
        return run(command.get(), Values.read(options, parsed.flags(), environment), complaints, console);
    }

    private static <S extends Record> int run(
            Command<S> command, Values values, List<String> complaints, Console console) {
        values.notices().forEach(notice -> console.err().println("jangteo: " + notice));
        try {
            complaints.addAll(command.complaints(values));
            S settings = values.to(command.settings, complaints);
            command.prepare(settings);
            if (command.usesSqlite(settings)) {
                NativeLibraryDirectory.load(() -> command.placesForLibrary(settings));
            } else {
                NativeLibraryDirectory.delete();
            }
            return command.run(settings, console);
        } catch (InvalidConfig thrown) {
            return misused(console, thrown.complaints());
        } catch (FaultySeed thrown) {
            thrown.complaints().forEach(complaint -> console.err().println("jangteo: " + complaint));
            return MISUSED;
        } catch (SettingsDiffer thrown) {
            return misused(console, thrown.complaints());
        } catch (RuntimeException | LinkageError thrown) {
            console.err().println("jangteo: " + Reason.of(thrown));
            return FAILED;
        }
    }

    private static int misused(Console console, List<String> complaints) {
        complaints.forEach(complaint -> console.err().println("jangteo: " + complaint));
        console.err().println("jangteo: --help shows what can be set");
        return MISUSED;
    }

    private static List<String> list() {
        List<String> lines = new ArrayList<>(List.of("", "Commands, each with a --help of its own:"));
        ALL.forEach(command -> lines.add("  %-8s %s".formatted(command.name, command.summary)));
        return lines;
    }

    private static String names() {
        return String.join(", ", ALL.stream().map(command -> command.name).toList());
    }
}
