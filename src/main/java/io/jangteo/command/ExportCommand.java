package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.config.Values;
import io.jangteo.database.Database;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.PostgresSnapshot;
import io.jangteo.database.Snapshot;
import io.jangteo.database.WholeFile;
import io.jangteo.json.Json;
import io.jangteo.seed.Export;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a shop as one JSON file, whether or not servers are running on it. */
final class ExportCommand extends Command<ExportCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,

            @Nullable String database,

            @Nullable String databasePassword,

            @Setting("Where to write the file; an existing one is never replaced. Default: standard output.")
            @Takes(label = "FILE")
            @Nullable
            Path to)
            implements OnDirectory {}

    ExportCommand() {
        super("export", "Writes a shop as one JSON file, which --seed loads into an empty one.", Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        return values.conflict("data", "database").stream().toList();
    }

    @Override
    boolean usesSqlite(Settings settings) {
        return settings.database == null;
    }

    @Override
    int run(Settings settings, Console console) {
        try (Database database = settings.database == null
                ? Snapshot.open(settings.directory(), 1)
                : PostgresSnapshot.open(new PostgresSettings(settings.database, settings.databasePassword), 1)) {
            if (settings.to == null) {
                write(database, console.out());
                if (console.out().checkError()) {
                    throw new IllegalStateException("The export could not be written");
                }
            } else {
                write(database, settings.to);
            }
            return 0;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** The file appears whole, or not at all. */
    private static void write(Database database, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalStateException(target + " exists already");
        }
        Path draft = WholeFile.draft(target);
        try {
            try (OutputStream file = Files.newOutputStream(draft)) {
                write(database, file);
            }
            WholeFile.create(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Database database, OutputStream file) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(file);
        Export.write(database, new Json(ZoneId.of("Asia/Seoul")), buffered);
        buffered.flush();
    }
}
