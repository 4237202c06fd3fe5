package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.config.Config;
import io.jangteo.config.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's calls give the README's replies, and its table of settings matches the command line. */
class ReadmeTest {
    private static final Path ENGLISH = Path.of("README.md");
    private static final String KOREAN = "src/docs/README.ko.md";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", KOREAN})
    void its_calls_get_its_answers(String readme) throws Exception {
        List<String> lines = consoleLines(Path.of(readme));
        assertThat(lines).as("calls in " + readme).hasSizeGreaterThan(20);
        Config config = Config.builder().port(0).data(data).demo(true).build();
        try (Jangteo shop = Jangteo.start(config)) {
            for (int i = 0; i < lines.size(); i += 2) {
                String call = lines.get(i)
                        .replace("localhost:8080", shop.baseUrl().substring("http://".length()))
                        .replace("target/demo", data.toString());
                assertThat(steady(run(call))).as(call).isEqualTo(steady(lines.get(i + 1)));
            }
        }
    }

    @Test
    void its_table_of_settings_is_the_command_lines() throws IOException {
        assertThat(Files.readString(ENGLISH)).contains(settings());
    }

    /** Returns each call, without its prompt, and the reply below it. */
    private static List<String> consoleLines(Path readme) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean console = false;
        for (String line : Files.readAllLines(readme)) {
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (console && (line.startsWith("$ curl") || line.startsWith("{"))) {
                lines.add(line.startsWith("$ ") ? line.substring(2) : line);
            }
        }
        return lines;
    }

    private static String run(String call) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-c", call).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(call + ": " + answer).isZero();
        return answer;
    }

    /** Masks what differs from day to day and from request to request. */
    private static String steady(String answer) {
        return answer.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+\\+09:00)?", "TIME")
                .replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "\"requestId\":\"ID\"");
    }

    private static String settings() {
        return Option.of(Config.class).stream()
                .map(option -> "| `" + option.flag() + "` | `" + option.variable() + "` | " + fallback(option) + " | "
                        + option.description() + " |")
                .collect(
                        Collectors.joining("\n", "| flag | variable | default | |\n| --- | --- | --- | --- |\n", "\n"));
    }

    private static String fallback(Option option) {
        String fallback = option.isSwitch() ? "false" : option.takes().fallback();
        return fallback.isEmpty() ? "" : "`" + fallback + "`";
    }
}
