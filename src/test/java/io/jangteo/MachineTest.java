package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server in a process of its own, on restricted machines. */
@Tag("slow")
class MachineTest {
    private static final String READY = "Jangteo is ready at ";
    private static final String KUBERNETES =
            "jangteo: JANGTEO_PORT=tcp://10.0.0.11:8080 is ignored: Kubernetes and Docker set it for a service of that"
                    + " name; use --port";

    @TempDir
    Path place;

    /** The result of starting and then stopping a server. */
    private record Run(int status, String out, String err) {}

    @Test
    void a_variable_that_kubernetes_sets_for_a_service_is_ignored_with_a_line() throws Exception {
        Map<String, String> environment = Map.of(
                "JANGTEO_PORT", "tcp://10.0.0.11:8080",
                "JANGTEO_SERVICE_HOST", "10.0.0.11",
                "JANGTEO_SERVICE_PORT", "8080",
                "JANGTEO_PORT_8080_TCP_ADDR", "10.0.0.11");
        Run run = run(environment, List.of(), List.of(), "verify", "--data", data());
        assertThat(run.err.lines()).hasSize(1);
        Run served =
                run(Map.of("JANGTEO_PORT", "tcp://10.0.0.11:8080"), List.of(), List.of(), "--in-memory", "--port", "0");
        assertThat(served.status).isZero();
        assertThat(served.err).doesNotContain("ignored");
        // Port 8080 may be taken on this machine; only the variable must not be the cause.
        Run withoutFlag = run(environment, List.of(), List.of(), "--in-memory");
        assertThat(withoutFlag.err.lines()).contains(KUBERNETES);
        assertThat(withoutFlag.status).isNotEqualTo(2);
    }

    @Test
    void where_nothing_can_be_written_for_a_while_the_library_stands_in_the_data_directory() throws Exception {
        Path file = Files.createFile(place.resolve("file"));
        Run run = run(Map.of(), List.of(), List.of("-Djava.io.tmpdir=" + file), "--port", "0", "--data", data());
        assertThat(run.status).as(run.err).isZero();
        assertThat(run.out).startsWith(READY);
        assertThat(names(Path.of(data()))).noneMatch(name -> name.startsWith("jangteo-native"));
        Run verified = run(Map.of(), List.of(), List.of("-Djava.io.tmpdir=" + file), "verify", "--data", data());
        assertThat(verified.status).as(verified.err).isZero();
        assertThat(names(Path.of(data()))).noneMatch(name -> name.startsWith("jangteo-native"));
    }

    @Test
    void however_a_command_ends_nothing_stays_among_the_temporary_files() throws Exception {
        Path temporary = Files.createDirectories(place.resolve("tmp"));
        List<String> java = List.of("-Djava.io.tmpdir=" + temporary);
        for (List<String> arguments : List.of(
                List.of("--help"),
                List.of("--version"),
                List.of("--nonsense"),
                List.of("--port", "x"),
                List.of("--database", "jdbc:postgresql://127.0.0.1:1/none?user=none"),
                List.of("--port", "0", "--data", data()))) {
            run(Map.of(), List.of(), java, arguments.toArray(String[]::new));
            assertThat(names(temporary)).as("%s", arguments).noneMatch(name -> name.startsWith("jangteo-native"));
        }
    }

    @Test
    void what_a_killed_server_left_of_the_library_is_deleted_at_the_next_start() throws Exception {
        Path file = Files.createFile(place.resolve("file"));
        Path left = Files.createDirectories(Path.of(data()).resolve("jangteo-native-999999999-1"));
        Files.createFile(left.resolve("library"));
        Files.createFile(Path.of(data()).resolve("jangteo.lock"));
        run(Map.of(), List.of(), List.of("-Djava.io.tmpdir=" + file), "--port", "0", "--data", data());
        assertThat(left).doesNotExist();
    }

    @Test
    void where_no_place_serves_the_directories_and_the_option_are_named_in_one_line() throws Exception {
        Path file = Files.createFile(place.resolve("file"));
        Run run = run(Map.of(), List.of(), List.of("-Dorg.sqlite.tmpdir=" + file), "--port", "0", "--data", data());
        assertThat(run.status).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err.lines())
                .singleElement()
                .asString()
                .startsWith("jangteo: SQLite's native library cannot be loaded from " + file + " (")
                .endsWith("; name another directory: java -Dorg.sqlite.tmpdir=DIR -jar jangteo.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ro", "noexec"})
    void a_directory_of_temporary_files_that_is_read_only_or_runs_nothing_does_no_harm(String how) throws Exception {
        Path temporary = Files.createDirectories(place.resolve("tmp"));
        List<String> mounted = mounted("mount -t tmpfs -o " + how + " none " + temporary);
        List<String> java = List.of("-Djava.io.tmpdir=" + temporary);
        Run run = run(Map.of(), mounted, java, "--port", "0", "--data", data());
        assertThat(run.status).as(run.err).isZero();
        assertThat(run.out).startsWith(READY);
        assertThat(run.err).doesNotContain("Exception", "jangteo: SQLite");
        Run race = run(Map.of(), mounted, java, "race", "--users", "10", "--coupons", "5");
        assertThat(race.status).isEqualTo(1);
        assertThat(race.err.lines().toList()).hasSize(1).first().asString().contains(temporary + " (", "tmpdir=DIR");
        List<String> both = mounted("mount -t tmpfs -o " + how + " none " + temporary
                + "; mount -t tmpfs -o noexec,mode=700 none " + data());
        Run none = run(Map.of(), both, java, "--port", "0", "--data", data());
        assertThat(none.status).isEqualTo(1);
        assertThat(none.err.lines())
                .singleElement()
                .asString()
                .contains(temporary + " (", "nor from " + data() + " (nothing there can be run: noexec)");
    }

    @Test
    void a_shop_in_memory_in_which_nothing_can_be_run_takes_the_library_from_a_data_directory_that_is_there()
            throws Exception {
        Path temporary = Files.createDirectories(place.resolve("tmp"));
        List<String> java = List.of("-Djava.io.tmpdir=" + temporary);
        String noexec = "mount -t tmpfs -o noexec none /dev/shm; mount -t tmpfs -o noexec none " + temporary;
        List<String> mounted = mounted(noexec + "; cd " + place);
        Run without = run(Map.of(), mounted, java, "--in-memory", "--port", "0");
        assertThat(without.status).isEqualTo(1);
        assertThat(without.err.lines())
                .singleElement()
                .asString()
                .contains("nor from /dev/shm (nothing there can be run");
        Path data = Files.createDirectory(place.resolve("data"));
        Run with = run(Map.of(), mounted, java, "--in-memory", "--port", "0");
        assertThat(with.status).as(with.err).isZero();
        assertThat(with.out).startsWith(READY);
        assertThat(names(data)).isEmpty();
    }

    @Test
    void a_shop_in_a_memory_that_is_full_is_thrown_away_in_good_order() throws Exception {
        mounted("true");
        String script = "mount -t tmpfs -o size=1m none /dev/shm; \"$@\" & pid=$!; trap 'kill $pid' TERM;"
                + " wait $pid; wait $pid; status=$?; echo left: $(ls /dev/shm) >&2; exit $status";
        Run run = run(
                Map.of(),
                List.of("unshare", "-m", "bash", "-c", script, "bash"),
                List.of(),
                "--in-memory",
                "--demo",
                "--test-mode",
                "--port",
                "0");
        assertThat(run.err.lines()).contains("left:");
        assertThat(run.err).doesNotContain("The log stays", "could not stop");
        assertThat(run.status).as(run.err).isZero();
    }

    @ParameterizedTest
    @CsvSource({"C, C", "POSIX, POSIX", "'', POSIX"})
    void a_path_that_the_locale_cannot_write_is_refused_with_its_name(String locale, String named) throws Exception {
        Path korean = place.resolve("\uAC00\uAC8C");
        String expected = ": expected a path of ASCII characters without ?, for the locale " + named
                + " is not one of UTF-8 (LC_ALL=C.UTF-8 is)";
        // The shell writes the bytes, because this process may have another locale.
        String bytes = "data=" + place + "/$(printf '\\352\\260\\200\\352\\262\\214'); ";
        for (String flag : List.of("--data \"$data\"", "")) {
            String variable = flag.isEmpty() ? "export JANGTEO_DATA=\"$data\"; " : "";
            List<String> shell = List.of("bash", "-c", bytes + variable + "exec \"$@\" " + flag, "bash");
            Run run = run(Map.of("LC_ALL", locale), shell, List.of(), "--port", "0");
            assertThat(run.status).as(run.err).isEqualTo(2);
            assertThat(run.err.lines().toList())
                    .hasSize(2)
                    .first()
                    .asString()
                    .containsIgnoringCase("data")
                    .endsWith(expected);
        }
        List<String> inside = List.of("bash", "-c", bytes + "mkdir -p \"$data\"; cd \"$data\"; exec \"$@\"", "bash");
        Run run = run(Map.of("LC_ALL", locale), inside, List.of(), "--port", "0");
        assertThat(run.status).isEqualTo(2);
        assertThat(run.err).contains("the path of the working directory" + expected);
        Run utf8 = run(Map.of("LC_ALL", "C.UTF-8"), inside, List.of(), "--port", "0");
        assertThat(utf8.status).as(utf8.err).isZero();
        assertThat(names(place)).hasSize(1).allMatch(name -> !name.contains("?"));
        assertThat(korean.getParent()).isEqualTo(place);
    }

    private String data() {
        return place.resolve("data").toString();
    }

    /** A command prefix that gives it other file systems than the rest of the machine. */
    private static List<String> mounted(String mounts) throws IOException, InterruptedException {
        int status = new ProcessBuilder("unshare", "-m", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status)
                .as("NOT RUN, for lack of the right to mount: " + mounts)
                .isZero();
        return List.of("unshare", "-m", "bash", "-c", "{ " + mounts + "; } && exec \"$@\"", "bash");
    }

    /** Runs it to its end, or, once it is ready, until it has stopped. */
    private Run run(Map<String, String> environment, List<String> before, List<String> java, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(java);
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), "io.jangteo.Main"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("machine-test", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            StringBuilder text = new StringBuilder();
            for (int octet = out.read(); octet >= 0; octet = out.read()) {
                text.append((char) octet);
                if (octet == '\n' && text.toString().contains(READY)) {
                    // Unlike the process's own, this leaves its streams open.
                    process.toHandle().destroy();
                }
            }
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String words = Files.readString(err, StandardCharsets.ISO_8859_1);
            return new Run(process.exitValue(), text.toString(), words);
        } finally {
            process.destroyForcibly();
            Files.delete(err);
        }
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((first, second) -> first + java.io.File.pathSeparator + second)
                .orElseThrow();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
