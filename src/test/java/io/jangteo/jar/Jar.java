package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar, run from a directory of its own, in which its temporary files go to {@code tmp}. */
public final class Jar {
    /** Far more than anything in here takes, even where many other processes want the processor. */
    public static final long PATIENCE_SECONDS = 60;

    private static final Path FILE =
            Path.of(System.getProperty("jangteo.jar", "target/jangteo.jar")).toAbsolutePath();

    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> javaOptions = new ArrayList<>();
    private List<String> program = List.of();
    private Path file = FILE;

    public Jar(Path directory) {
        this.directory = directory;
        create(temporaryFiles());
    }

    /** What a process left that ended by itself. */
    public record Outcome(int status, String out, String err) {

        /** It could not be done: one line says why, and nothing looks like a result. */
        void assertFailed(String reason) {
            assertThat(status).as(err).isEqualTo(1);
            assertThat(out).isEmpty();
            assertThat(err.lines())
                    .singleElement()
                    .asString()
                    .startsWith("jangteo: ")
                    .contains(reason);
        }
    }

    /** Sets a variable of the environment for all that is started from here on. */
    public Jar variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Sets an option of the Java machine, such as {@code -Xmx128m}, for all that is started from here on. */
    public Jar javaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** Starts all from here on under another program with these arguments, which must become this very process. */
    public Jar under(List<String> command) {
        program = command;
        return this;
    }

    /** Takes a copy in the directory for all that is started from here on, for a user who may not enter the project's. */
    public Jar copied() {
        file = directory.resolve(FILE.getFileName());
        try {
            Files.copy(FILE, file);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        return this;
    }

    /** Runs it until it ends. */
    public Outcome run(String... arguments) {
        Path out = newFile();
        Path err = newFile();
        Process process = start(builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()));
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(Arrays.toString(arguments) + " does not end: " + read(out) + read(err));
            }
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), read(out), read(err));
    }

    /** Begins to run it; what it says on standard error goes into the file. */
    Process begin(Path err, String... arguments) {
        return start(builder(arguments).redirectOutput(newFile().toFile()).redirectError(err.toFile()));
    }

    /** Starts a server on any free port and waits until it says that it is ready. */
    public JarServer serve(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        return serveAsToldOnly(all.toArray(String[]::new));
    }

    /** The same without a word about the port. */
    JarServer serveAsToldOnly(String... arguments) {
        Path err = newFile();
        Process process = start(builder(arguments).redirectError(err.toFile()));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new JarServer(process, err);
    }

    public Path temporaryFiles() {
        return directory.resolve("tmp");
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temporaryFiles());
        // Short lives: what the second compiler would win costs more than it brings.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectInput(Redirect.PIPE);
        // Whoever runs the tests may have set a shop's variables, or some with which Java talks on standard error.
        builder.environment().keySet().removeIf(name -> name.startsWith("JANGTEO_") || name.contains("JAVA_"));
        builder.environment().putAll(variables);
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private Path newFile() {
        try {
            return Files.createTempFile(create(directory.resolve("output")), "process", ".txt");
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static Path create(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
