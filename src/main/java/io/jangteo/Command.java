package io.jangteo;

import java.nio.file.Path;
import java.util.List;

/** A command of the command line. */
interface Command {

    String name();

    /** What it does, in one sentence. */
    String summary();

    /** What can be set for it; a positional one stands last. */
    List<Setting<?>> settings();

    /** What is wrong with the settings taken together; each is sound in itself or left out. */
    default List<String> complaints(Values values) {
        return List.of();
    }

    /** Prepares the process, before anything of it is loaded that may log. */
    default void prepare(Values values) {}

    /** Where SQLite's native library is unpacked if the directory for temporary files does not serve, in this order. */
    default List<Path> placesForLibrary(Values values) {
        return settings().contains(Settings.DATA) ? List.of(values.get(Settings.DATA)) : List.of();
    }

    /**
     * Does it.
     *
     * @return the exit status: 0 where it did what was asked
     * @throws RuntimeException with a message for the one who asked, if it cannot be done
     */
    int run(Values values, Console console);
}
