package io.jangteo.command;

import io.jangteo.database.DataDirectory;
import io.jangteo.security.KeyFile;
import io.jangteo.security.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The shop's keys, which are files of a data directory, and settings of a database that several servers share. */
final class MovedKeys {
    private MovedKeys() {}

    /** Returns the directory's keys by the names of their settings. */
    static Map<String, String> of(DataDirectory directory) {
        Map<String, String> keys = new HashMap<>();
        files(directory).forEach((name, file) -> KeyFile.find(file).ifPresent(key -> keys.put(name, key)));
        return keys;
    }

    /** Writes the keys among these settings into files of the directory. */
    static void write(Map<String, String> settings, DataDirectory directory) {
        files(directory).forEach((name, file) -> {
            if (settings.containsKey(name)) {
                KeyFile.put(file, settings.get(name));
            }
        });
    }

    private static Map<String, Path> files(DataDirectory directory) {
        return Map.of(Secrets.TOKEN_KEY, directory.tokenKey(), Secrets.WEBHOOK_SECRET, directory.dataPlatformSecret());
    }
}
