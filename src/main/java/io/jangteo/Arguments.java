package io.jangteo;

import io.jangteo.Setting.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;

/**
 * What was typed after the name of a command.
 *
 * @param flags the texts given, by name of the setting; empty where a flag has no value
 * @param complaints what could not be understood
 */
record Arguments(Map<String, String> flags, List<String> complaints, boolean help, boolean version) {
    private static final int HELP_WIDTH = 110;
    /** Stands for a missing value among several: the parser drops one that is empty. */
    private static final String NO_VALUE = "\0";

    static Arguments parse(Command command, List<String> typed) {
        Map<String, String> flags = new HashMap<>();
        List<String> rest = new ArrayList<>(typed);
        rest.removeIf(argument -> isSwitchWithValue(command, argument, flags));
        ParseResult result = commandLine(command).parseArgs(rest.toArray(String[]::new));
        flags.putAll(flags(command, result));
        List<String> complaints = unknown(command, rest, result.unmatched());
        result.errors().forEach(thrown -> complaints.add(complaint(thrown)));
        return new Arguments(flags, complaints, result.isUsageHelpRequested(), result.isVersionHelpRequested());
    }

    /** The help text of a command, made from its settings. */
    static String help(Command command, List<String> footer) {
        CommandLine commandLine = commandLine(command);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description(command.summary())
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true)
                .width(HELP_WIDTH)
                .footer(footer.toArray(String[]::new));
        return commandLine.getUsageMessage(Ansi.OFF);
    }

    /** {@code --demo=false} switches off what a variable switched on; the parser knows {@code --demo} alone. */
    private static boolean isSwitchWithValue(Command command, String argument, Map<String, String> flags) {
        for (Setting<?> setting : command.settings()) {
            if (setting.is(Trait.SWITCH) && argument.startsWith(setting.flag() + "=")) {
                flags.put(setting.name(), argument.substring(setting.flag().length() + 1));
                return true;
            }
        }
        return false;
    }

    private static CommandLine commandLine(Command command) {
        CommandSpec spec = CommandSpec.create().name("java -jar jangteo.jar " + command.name());
        command.settings().forEach(setting -> spec.add(argument(setting)));
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Shows the version.")
                .build());
        spec.parser().collectErrors(true).unmatchedArgumentsAllowed(true).overwrittenOptionsAllowed(false);
        return new CommandLine(spec).setExpandAtFiles(false);
    }

    private static ArgSpec argument(Setting<?> setting) {
        if (setting.is(Trait.POSITIONAL)) {
            return PositionalParamSpec.builder()
                    .index("0")
                    .arity("0..1")
                    .type(String.class)
                    .paramLabel(setting.label())
                    .description(setting.help())
                    .build();
        }
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(setting.help());
        if (setting.is(Trait.SWITCH)) {
            return option.type(boolean.class).arity("0").build();
        }
        // Without a value it counts as empty, which Values complains of together with everything else.
        return option.type(setting.is(Trait.REPEATABLE) ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .arity("0..1")
                .fallbackValue(setting.is(Trait.REPEATABLE) ? NO_VALUE : "")
                .paramLabel(setting.label())
                .hideParamSyntax(true)
                .build();
    }

    private static Map<String, String> flags(Command command, ParseResult result) {
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : command.settings()) {
            Object value = setting.is(Trait.POSITIONAL)
                    ? result.matchedPositionalValue(0, null)
                    : result.matchedOptionValue(setting.flag(), null);
            if (value != null) {
                flags.put(setting.name(), value instanceof List<?> several ? joined(several) : value.toString());
            }
        }
        return flags;
    }

    private static String joined(List<?> several) {
        return several.stream()
                .map(value -> value.equals(NO_VALUE) ? "" : value.toString())
                .collect(Collectors.joining(","));
    }

    /** What follows an unknown flag is most likely its value, and not another mistake. */
    private static List<String> unknown(Command command, List<String> typed, List<String> unmatched) {
        List<String> complaints = new ArrayList<>();
        for (String argument : unmatched) {
            int place = typed.indexOf(argument);
            String previous = place > 0 ? typed.get(place - 1) : "";
            if (argument.startsWith("-")) {
                // What stands behind the = may be a secret whose flag was mistyped.
                complaints.add(argument.split("=", 2)[0] + ": unknown flag of " + command.name());
            } else if (!previous.startsWith("-") || !unmatched.contains(previous)) {
                complaints.add(argument + ": unknown argument of " + command.name());
            }
        }
        return complaints;
    }

    private static String complaint(Exception thrown) {
        if (thrown instanceof OverwrittenOptionException overwritten) {
            return ((OptionSpec) overwritten.getOverwritten()).longestName() + ": given more than once";
        }
        return Reason.of(thrown);
    }
}
