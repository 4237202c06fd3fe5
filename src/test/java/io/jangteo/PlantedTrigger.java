package io.jangteo;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** A bug planted into a running shop from below, until it is closed: a trigger that undoes or refuses what the code does. */
public final class PlantedTrigger implements AutoCloseable {
    private static final Pattern SQLITE_TRIGGER = Pattern.compile(
            "\\s*CREATE TRIGGER (\\w+) ((?:BEFORE|AFTER) .+?)(?:\\s+WHEN (.+?))?\\s+BEGIN\\s+(.+)\\s+END;?\\s*",
            Pattern.DOTALL);

    private static final String NAME = "planted";

    private final Database database;

    private PlantedTrigger(Database database) {
        this.database = database;
    }

    /**
     * Fails each change of that kind with an error that no rule of the schema explains.
     *
     * @param event as {@code DELETE ON shop_user}
     */
    public static PlantedTrigger failing(Database database, String event) {
        database.run(tx -> create(tx.handle(), isPostgres(tx.handle()) ? """
                CREATE TRIGGER planted BEFORE %s BEGIN RAISE EXCEPTION 'planted'; END
                """.formatted(event) : """
                CREATE TRIGGER planted BEFORE %s BEGIN SELECT RAISE(ABORT, 'planted'); END
                """.formatted(event)));
        return new PlantedTrigger(database);
    }

    /** Lets the database fail in such a way that nobody knows whether a change of that kind was committed. */
    public static PlantedTrigger breaking(Database database, String event) {
        database.run(tx -> {
            if (!isPostgres(tx.handle())) {
                // A failure of the database itself, not a violated rule of the schema.
                create(tx.handle(), "CREATE TRIGGER planted BEFORE " + event + " BEGIN SELECT json('{'); END");
                return;
            }
            createFunction(tx.handle(), NAME, "PERFORM pg_terminate_backend(pg_backend_pid());");
            // Deferred, it breaks the connection in the midst of the commit.
            tx.handle()
                    .execute("CREATE CONSTRAINT TRIGGER planted AFTER " + event
                            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION planted()");
        });
        return new PlantedTrigger(database);
    }

    /** Creates a trigger that is written as SQLite wants it, on either engine. */
    public static void create(Handle handle, String sqliteTrigger) {
        if (!isPostgres(handle)) {
            handle.execute(sqliteTrigger);
            return;
        }
        Matcher parts = SQLITE_TRIGGER.matcher(sqliteTrigger);
        if (!parts.matches()) {
            throw new IllegalArgumentException(sqliteTrigger);
        }
        createFunction(handle, parts.group(1), parts.group(4));
        // As on SQLite, a trigger's own changes do not set it off.
        String when = parts.group(3) == null ? "" : " AND " + parts.group(3);
        handle.execute("CREATE TRIGGER %s %s FOR EACH ROW WHEN (pg_trigger_depth() = 0%s) EXECUTE FUNCTION %s()"
                .formatted(parts.group(1), parts.group(2), when, parts.group(1)));
    }

    /** Takes a trigger out, whoever made it. */
    public static void drop(Handle handle, String trigger) {
        if (!isPostgres(handle)) {
            handle.execute("DROP TRIGGER " + trigger);
            return;
        }
        String table = handle.createQuery("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = :trigger")
                .bind("trigger", trigger)
                .mapTo(String.class)
                .one();
        handle.execute("DROP TRIGGER " + trigger + " ON " + table);
    }

    @Override
    public void close() {
        database.run(tx -> drop(tx.handle(), NAME));
    }

    private static void createFunction(Handle handle, String name, String body) {
        handle.execute("CREATE OR REPLACE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body
                + " RETURN NEW; END $$");
    }

    private static boolean isPostgres(Handle handle) {
        return Engine.of(handle) == Engine.POSTGRES;
    }
}
