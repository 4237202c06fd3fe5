package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.config.Values;
import io.jangteo.database.DataDirectory;
import io.jangteo.json.Json;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * A command of the command line.
 *
 * @param <S> its settings: a record of {@link Setting}s, with a positional one last
 */
abstract class Command<S extends Record> {
    final String name;
    final String summary;
    final Class<S> settings;

    /** @param summary its purpose in one sentence */
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

        /**
         * Returns the complaint if a database server is given, also by the variable that its servers read.
         *
         * @param tool does the same for such a server
         */
        static List<String> notOnServer(Values values, String tool) {
            return values.isGiven("database")
                    ? List.of(values.origin("database") + ": only for a data directory; use " + tool
                            + " for a PostgreSQL database")
                    : List.of();
        }
    }

    /** Begins to load, on a thread of its own, what the command will need and what logs nothing. */
    void loadAhead() {}

    /** Returns complaints about settings that do not go together. */
    List<String> complaints(Values values) {
        return List.of();
    }

    /** Prepares the process, before any class that may log is loaded. */
    void prepare(S settings) {}

    /** Returns whether the embedded database is needed. */
    boolean usesSqlite(S settings) {
        return true;
    }

    /**
     * Returns where to unpack SQLite's native library, in this order, if the directory for temporary files is unusable.
     */
    List<Path> placesForLibrary(S settings) {
        return settings instanceof OnDirectory on ? List.of(on.data()) : List.of();
    }

    /**
     * Runs the command.
     *
     * @return the exit status: 0 for success
     * @throws RuntimeException with a message for the user, if the command fails
     */
    abstract int run(S settings, Console console);

    /** Returns a result as it is printed, with times in Korea's zone. */
    static String json(Object result) {
        return new Json(ZoneId.of("Asia/Seoul")).text(result);
    }
}
