package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.jar.Jar.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The race as the built jar runs it. */
class RaceIT {
    @TempDir
    Path directory;

    @Test
    void a_race_holds_and_leaves_nothing() throws Exception {
        Jar jar = new Jar(directory);
        Outcome race = jar.run("race", "--coupons", "10", "--users", "200", "--concurrency", "16");
        assertThat(race.status()).as(race.out() + race.err()).isZero();
        assertThat(race.out())
                .startsWith("200 users after 10 coupons, 16 at a time\n")
                .contains("  issued        10\n", "  sold out     190\n", "  failed         0\n")
                .endsWith("  yes  books balanced\n");
        // At most a line a second of how far it is; not a word of anything that went wrong.
        assertThat(race.err().lines()).allMatch(line -> line.matches("[0-9]+ of 200 answered, [0-9]+ issued"));
        try (var left = Files.list(jar.temporaryFiles())) {
            assertThat(left).isEmpty();
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName).map(Path::toString).toList())
                    .containsExactlyInAnyOrderElementsOf(List.of("tmp", "output"));
        }
    }
}
