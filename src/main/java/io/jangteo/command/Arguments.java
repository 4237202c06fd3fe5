package io.jangteo.command;

import io.jangteo.config.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The arguments after the name of a command.
 *
 * @param flags the texts given, by name of the setting; empty for a flag without a value
 * @param complaints about arguments that could not be understood
 */
record Arguments(Map<String, String> flags, List<String> complaints, boolean help, boolean version) {
    private static final int HELP_WIDTH = 110;
    /** Stands for a missing value among several, because the parser drops an empty one. */
    private static final String NO_VALUE = "\0";

    static Arguments parse(String command, List<Option> options, List<String> typed) {
        Map<String, String> flags = new HashMap<>();
        List<String> rest = new ArrayList<>(typed);
        rest.removeIf(argument -> isSwitchWithValue(options, argument, flags));
        ParseResult result = commandLine(command, given(options, rest)).parseArgs(rest.toArray(String[]::new));
        withFlags(given(options, rest))
                .forEach(option -> value(option, result).ifPresent(value -> flags.put(option.name(), value)));
        List<String> complaints = unknown(command, rest, result.unmatched());
        result.errors().forEach(thrown -> complaints.add(complaint(thrown)));
        return new Arguments(flags, complaints, result.isUsageHelpRequested(), result.isVersionHelpRequested());
    }

    /** Returns the help text of a command, made from its settings. */
    static String help(String command, String summary, List<Option> options, List<String> footer) {
        CommandLine commandLine = commandLine(command, options);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description(summary)
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true)
                .width(HELP_WIDTH)
                .footer(footer.toArray(String[]::new));
        return commandLine.getUsageMessage(Ansi.OFF);
    }

    /** Returns the settings that may be among the arguments: the parser takes longer for each that it knows. */
    private static List<Option> given(List<Option> options, List<String> typed) {
        return options.stream()
                .filter(option -> option.takes().positional()
                        || typed.stream().anyMatch(argument -> argument.startsWith(option.flag())))
                .toList();
    }

    /** {@code --demo=false} switches off what a variable switched on; the parser knows only {@code --demo}. */
    private static boolean isSwitchWithValue(List<Option> options, String argument, Map<String, String> flags) {
        for (Option option : options) {
            if (option.isSwitch() && argument.startsWith(option.flag() + "=")) {
                flags.put(option.name(), argument.substring(option.flag().length() + 1));
                return true;
            }
        }
        return false;
    }

    private static CommandLine commandLine(String command, List<Option> options) {
        CommandSpec spec = CommandSpec.create().name("java -jar jangteo.jar " + command);
        withFlags(options).forEach(option -> spec.add(argument(option)));
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

    private static List<Option> withFlags(List<Option> options) {
        return options.stream().filter(option -> !option.takes().variableOnly()).toList();
    }

    private static ArgSpec argument(Option option) {
        if (option.takes().positional()) {
            return PositionalParamSpec.builder()
                    .index("0")
                    .arity("0..1")
                    .type(String.class)
                    .paramLabel(option.label())
                    .description(option.help())
                    .build();
        }
        OptionSpec.Builder flag = OptionSpec.builder(option.flag()).description(option.help());
        if (option.isSwitch()) {
            return flag.type(boolean.class).arity("0").build();
        }
        // A missing value counts as empty, which Values reports together with everything else.
        return flag.type(option.isRepeatable() ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .arity("0..1")
                .fallbackValue(option.isRepeatable() ? NO_VALUE : "")
                .paramLabel(option.label())
                .hideParamSyntax(true)
                .build();
    }

    private static Optional<String> value(Option option, ParseResult result) {
        Object value = option.takes().positional()
                ? result.matchedPositionalValue(0, null)
                : result.matchedOptionValue(option.flag(), null);
        return Optional.ofNullable(value instanceof List<?> several ? joined(several) : value)
                .map(Object::toString);
    }

    private static String joined(List<?> several) {
        return several.stream()
                .map(value -> value.equals(NO_VALUE) ? "" : value.toString())
                .collect(Collectors.joining(","));
    }

    /** An argument after an unknown flag is most likely its value rather than another mistake. */
    private static List<String> unknown(String command, List<String> typed, List<String> unmatched) {
        List<String> complaints = new ArrayList<>();
        for (String argument : unmatched) {
            int place = typed.indexOf(argument);
            String previous = place > 0 ? typed.get(place - 1) : "";
            if (argument.startsWith("-")) {
                // The text after the = may be a secret whose flag was mistyped.
                complaints.add(argument.split("=", 2)[0] + ": unknown flag of " + command);
            } else if (!previous.startsWith("-") || !unmatched.contains(previous)) {
                complaints.add(argument + ": unknown argument of " + command);
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
