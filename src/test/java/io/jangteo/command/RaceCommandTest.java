package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RaceCommandTest {
    private List<Path> before;

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void look() throws IOException {
        before = directories();
    }

    @AfterEach
    void nothing_is_left_in_the_directory_for_temporary_files() throws IOException {
        assertThat(directories()).isEqualTo(before);
    }

    @Test
    void a_race_is_run_and_its_figures_are_printed() {
        Outcome outcome = run("--coupons", "12", "--users", "30", "--concurrency", "4");
        assertThat(outcome.status).as(outcome.err).isZero();
        assertThat(outcome.out.lines())
                .startsWith(
                        "30 users after 12 coupons, 4 at a time",
                        "  issued        12",
                        "  sold out      18",
                        "  failed         0")
                .endsWith(
                        "The verdict:",
                        "  yes  exactly 12 issued",
                        "  yes  ranks without a gap",
                        "  yes  one per user",
                        "  yes  books balanced");
        assertThat(outcome.out)
                .containsPattern("answers per second [1-9][0-9]*, in [0-9]+ ms\n")
                .containsPattern("p50 [0-9.]+ [mu]?s, p90 [0-9.]+ [mu]?s, p99 [0-9.]+ [mu]?s, max [0-9.]+ [mu]?s\n");
        List<String> winners = outcome.out
                .lines()
                .filter(line -> line.matches(" +[0-9]+  user [0-9]+"))
                .toList();
        assertThat(winners).hasSize(10);
        assertThat(winners.get(0)).startsWith("   1  user ");
        assertThat(winners.get(9)).startsWith("  10  user ");
    }

    @Test
    void a_rush_for_the_last_units_leaves_a_report(@TempDir Path directory) throws IOException {
        Path place = directory.resolve("reports");
        Outcome outcome = run(
                "--rush", "orders", "--coupons", "12", "--users", "30", "--concurrency", "4", "--report", "" + place);
        assertThat(outcome.status).as(outcome.err).isZero();
        assertThat(outcome.out.lines())
                .startsWith("30 users after 12 units, 4 at a time", "  ordered       12", "  sold out      18")
                .contains("  yes  exactly 12 ordered")
                .endsWith("Report: " + place.resolve("rush-orders.html"));
        assertThat(Files.readString(place.resolve("rush-orders.html")))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains(
                        "\"rush\":\"ORDERS\"",
                        "\"processors\":" + Runtime.getRuntime().availableProcessors())
                .doesNotContain("{{");
    }

    @Test
    void a_report_that_cannot_be_written_is_said(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Outcome outcome = run(
                "--coupons",
                "1",
                "--users",
                "1",
                "--report",
                file.resolve("below").toString());
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.err).contains("Cannot write");
    }

    @Test
    void the_bars_count_every_reply() {
        Outcome outcome = run("--coupons", "3", "--users", "25", "--concurrency", "256");
        assertThat(outcome.status).as(outcome.err).isZero();
        int replies = outcome.out
                .lines()
                .filter(line -> line.contains(" to "))
                .mapToInt(line -> Integer.parseInt(line.strip().split(" +")[5]))
                .sum();
        assertThat(replies).isEqualTo(25);
        assertThat(outcome.out).contains("#");
    }

    @Test
    void more_coupons_than_users_is_one_for_each() {
        Outcome outcome = run("--coupons", "10000", "--users", "3");
        assertThat(outcome.status).as(outcome.err).isZero();
        assertThat(outcome.out).contains("  issued         3\n", "  sold out       0\n", "exactly 3 issued");
    }

    @Test
    void every_wrong_flag_is_named() {
        Outcome outcome =
                run("--coupons", "0", "--users", "20001", "--concurrency", "257", "--data", "here", "--quick");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .containsExactlyInAnyOrder(
                        "jangteo: --coupons 0: expected a whole number from 1 to 10000",
                        "jangteo: --users 20001: expected a whole number from 1 to 20000",
                        "jangteo: --concurrency 257: expected a whole number from 1 to 256",
                        "jangteo: --data: unknown flag of race",
                        "jangteo: --quick: unknown flag of race",
                        "jangteo: --help shows what can be set");
    }

    @Test
    void the_help_tells_the_defaults_and_of_no_variables() {
        Outcome outcome = run("--help");
        assertThat(outcome.status).isZero();
        assertThat(outcome.out)
                .contains("--coupons", "Default: 100.", "--users", "Default: 5000.", "--concurrency", "Default: 64.")
                .doesNotContain("JANGTEO_");
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("jangteo-race-"))
                    .sorted()
                    .toList();
        }
    }

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all =
                Stream.concat(Stream.of("race"), Stream.of(arguments)).toList();
        int status = Commands.run(all, Map.of("JANGTEO_USERS", "x"), new Console(print(out), print(err)));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
