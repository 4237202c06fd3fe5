package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.database.DataDirectory;
import io.jangteo.json.Json;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * A command of the command line.
 *
 * @param <S> what can be set for it: a record of {@link Setting}s, of which a positional one stands last
 */
abstract class Command<S extends Record> {
    final String name;
    final String summary;
    final Class<S> settings;

    /** @param summary what it does, in one sentence */
    Command(String name, String summary, Class<S> settings) {
        this.name = name;
        this.summary = summary;
        this.settings = settings;
    }

    /** The settings of a command that works on a data directory. */
    interface OnDirectory {
        Path data();

        boolean sharedData();

        default DataDirectory directory() {
            return new DataDirectory(data(), sharedData());
        }
    }

    /** Prepares the process, before anything of it is loaded that may log. */
    void prepare(S settings) {}

    /** Where SQLite's native library is unpacked if the directory for temporary files does not serve, in this order. */
    List<Path> placesForLibrary(S settings) {
        return settings instanceof OnDirectory on ? List.of(on.data()) : List.of();
    }

    /**
     * Does it.
     *
     * @return the exit status: 0 where it did what was asked
     * @throws RuntimeException with a message for the one who asked, if it cannot be done
     */
    abstract int run(S settings, Console console);

    /** A result as it is printed, with the times of Korea. */
    static String json(Object result) {
        return new Json(ZoneId.of("Asia/Seoul")).text(result);
    }
}
