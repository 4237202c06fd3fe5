package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page about testing shows stands, word for word, in a project or script that the build runs. */
class TestingPageTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Map<String, Path> RUN = Map.of(
            "java", Path.of("src/it/shop-in-a-test/src"),
            "js", DOCS.resolve("examples/javascript"),
            "python", DOCS.resolve("examples/python"),
            "bash", DOCS.resolve("examples/curl"));

    @ParameterizedTest
    @ValueSource(strings = {"testing.md", "../../README.md", "README.ko.md"})
    void its_code_is_run(String page) throws IOException {
        for (Map.Entry<String, Path> run : RUN.entrySet()) {
            List<String> blocks = blocks(page, run.getKey());
            assertThat(blocks).as(run.getKey()).hasSizeGreaterThanOrEqualTo(page.equals("testing.md") ? 1 : 0);
            String sources = sources(run.getValue());
            assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
        }
        assertThat(blocks(page, "java")).isNotEmpty();
    }

    @Test
    void its_dependency_is_what_is_installed() throws IOException {
        Pattern coordinates = Pattern.compile("<groupId>.*?</version>", Pattern.DOTALL);
        String pom = first(coordinates, Files.readString(Path.of("pom.xml")));
        assertThat(blocks("testing.md", "xml"))
                .singleElement()
                .satisfies(block -> assertThat(first(coordinates, block)).isEqualTo(pom));
    }

    private static List<String> blocks(String page, String language) throws IOException {
        Pattern block = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return block.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(found -> withoutIndentation(found.group(1)))
                .toList();
    }

    private static String sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(withoutIndentation(Files.readString(file)));
            }
            return all.toString();
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(TestingPageTest::withoutIndentation)
                .findFirst()
                .orElse("");
    }
}
