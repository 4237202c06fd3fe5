package io.jangteo.command;

import io.jangteo.Main;
import io.jangteo.database.IoReason;
import io.jangteo.race.Race;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Writes a race as a file that a browser opens by itself, as the page of the rush does. */
final class RaceReport {
    private static final String TEMPLATE = "/io/jangteo/web/pages/rush/report.txt";

    private RaceReport() {}

    /**
     * Writes the report into that directory, which is made if it is not there.
     *
     * @return the file, {@code rush-coupons.html} or {@code rush-orders.html}, which replaces an earlier one
     */
    static Path write(Race race, Path directory) {
        Path file = directory.resolve("rush-" + race.rush().name().toLowerCase(java.util.Locale.ROOT) + ".html");
        try {
            Files.createDirectories(directory);
            Files.writeString(file, html(race));
        } catch (IOException thrown) {
            throw new IllegalStateException("Cannot write " + file + ": " + IoReason.of(thrown), thrown);
        }
        return file;
    }

    /** The data stand in a script, which the text {@code </} would end. */
    private static String html(Race race) {
        String data =
                Command.json(Map.of("race", race, "version", Main.version())).replace("<", "\\u003c");
        return template().replace("{{language}}", "en").replace("{{data}}", data);
    }

    private static String template() {
        try (InputStream template = Objects.requireNonNull(RaceReport.class.getResourceAsStream(TEMPLATE))) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
