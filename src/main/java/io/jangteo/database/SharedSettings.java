package io.jangteo.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** The settings that all servers of one database share: the first one to start stores them, the others compare theirs. */
public final class SharedSettings {
    private SharedSettings() {}

    /**
     * Stores those that the database lacks, and compares the others.
     *
     * @param own this server's, by the flags' names
     * @param adopts whether to replace those that differ, if no other server runs
     * @param onStored gets the names of those that were stored, in the transaction that stores them
     * @throws SettingsDiffer if a stored one differs and is not to be replaced; nothing was stored then
     * @throws UnusableDatabase if one is to be replaced while another server runs
     */
    public static void agree(
            PostgresSession session,
            SortedMap<String, String> own,
            boolean adopts,
            BiConsumer<Tx, Set<String>> onStored) {
        try {
            session.write(tx -> {
                Set<String> missing = SharedSettingsSql.insertMissing(tx.handle(), own);
                List<String> differences = differences(tx.handle(), own);
                if (!differences.isEmpty()) {
                    throw new SettingsDiffer(differences);
                }
                onStored.accept(tx, missing);
                return true;
            });
        } catch (SettingsDiffer differing) {
            if (!adopts) {
                throw differing;
            }
            adopt(session, own, onStored);
        }
    }

    /** Returns a sentence on each stored setting that differs from this server's. */
    public static List<String> differences(Handle handle, SortedMap<String, String> own) {
        Map<String, String> stored = SharedSettingsSql.all(handle);
        List<String> differences = new ArrayList<>();
        own.forEach((name, value) -> {
            String other = stored.getOrDefault(name, value);
            if (!other.equals(value)) {
                differences.add("--" + name + " " + value + ": the servers of this database have " + other
                        + "; --settings adopt changes it to " + value + " when no other server runs");
            }
        });
        return differences;
    }

    private static void adopt(
            PostgresSession session, SortedMap<String, String> own, BiConsumer<Tx, Set<String>> onStored) {
        boolean alone = session.alone(() -> session.write(tx -> {
            onStored.accept(tx, SharedSettingsSql.replace(tx.handle(), own));
            return true;
        }));
        if (!alone) {
            throw new UnusableDatabase(
                    "--settings adopt: another server is running on this database; stop all others first");
        }
    }
}
