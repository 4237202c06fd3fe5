package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents for contributors name files that exist. */
class ChangingTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_.-]+)+|[A-Za-z-]+\\.(java|md|xml)");
    private static final Path SOURCES = Path.of("src/main/java/io/jangteo");

    @ParameterizedTest
    @ValueSource(strings = {"src/docs/changing.md", "src/docs/contributing.md"})
    void every_file_that_is_named_exists(String document) throws IOException {
        List<String> named = CODE.matcher(Files.readString(Path.of(document)))
                .results()
                .map(found -> found.group(1))
                .filter(code -> PATH.matcher(code).matches())
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(Files.exists(Path.of(name)) || Files.exists(SOURCES.resolve(name)))
                        .as(name)
                        .isTrue());
    }
}
