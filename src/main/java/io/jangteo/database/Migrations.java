package io.jangteo.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database to this version's schema: runs the numbered files of {@code db/migration/sqlite} that it has
 * not seen, each in a transaction of its own. It refuses a database that a newer version made, whose files were changed, or that
 * holds anything which its files did not make: a foreign trigger or view would run with the shop's next change. That is
 * looked at before anything is changed. Further indexes are taken if they are plain, for they change no answer; one that
 * is unique, partial or computed could refuse a change that the shop has to make.
 */
public final class Migrations {
    static final List<String> FILES = List.of(
            "0001-users-and-points.sql",
            "0002-products.sql",
            "0003-coupons.sql",
            "0004-orders.sql",
            "0005-order-transitions.sql",
            "0006-data-platform.sql",
            "0007-daily-sales.sql",
            "0008-platform.sql",
            "0009-back-office.sql",
            "0010-keys-and-database-id.sql",
            "0011-charges-and-pending-orders.sql");

    /** The SHA-256 of the schema that all files together make: a database that has it needs no slower comparison. */
    static final String SCHEMA_DIGEST = "1fd207476f8fc0fc6282248ca821ed783d97242fc2ad8227953cd0f440a0f8a1";

    private static final String ANOTHER_SCHEMA = "has another schema than this version: ";

    private Migrations() {}

    /**
     * Brings a copy of a shop, which nobody has open, to this version's schema. It happens in a draft that then takes
     * the copy's place: whenever it is interrupted, the copy is as it was or as it shall be.
     *
     * @throws UnusableDatabase if it is not as its migrations made it, or a newer version made it
     */
    public static void bringUp(Path copy, InstantSource clock) {
        if (isUpToDate(copy)) {
            return;
        }
        try {
            Path draft = WholeFile.draft(copy);
            try {
                Backup.takeUnchecked(copy, draft);
                try (SqliteConnection connection = SqliteConnection.forWriting(draft)) {
                    run(connection, clock);
                }
                WholeFile.replace(draft, copy);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot bring " + copy + " to this version's schema", thrown);
        }
    }

    private static boolean isUpToDate(Path copy) {
        try (SqliteConnection connection = SqliteConnection.forReading(copy)) {
            requireOwn(connection);
            return MigrationSql.applied(connection.handle()).size() == FILES.size();
        }
    }

    /** @throws UnusableDatabase if it is not as its migrations made it, or a newer version made it */
    static void run(SqliteConnection connection, InstantSource clock) {
        requireOwn(connection);
        int before = bringTo(FILES.size(), connection, clock);
        if (before > 0 && before < FILES.size()) {
            requireOwn(connection);
        }
    }

    /**
     * Runs what is missing up to a version, without a look at the rest.
     *
     * @return the version before
     */
    static int bringTo(int version, SqliteConnection connection, InstantSource clock) {
        TransactionSql transaction = connection.transaction();
        transaction.beginImmediate();
        MigrationSql.createTable(connection.handle());
        transaction.commit();
        int before = MigrationSql.applied(connection.handle()).size();
        for (int i = before; i < version; i++) {
            transaction.beginImmediate();
            String script = script(FILES.get(i));
            MigrationSql.execute(connection.handle(), script);
            MigrationSql.insert(
                    connection.handle(), new AppliedMigration(i + 1, FILES.get(i), checksum(script)), clock.millis());
            transaction.commit();
        }
        return before;
    }

    private static void requireOwn(SqliteConnection connection) {
        if (SchemaSql.text(connection.transaction().connection()).isPresent()) {
            complaint(connection).ifPresent(complaint -> {
                throw new UnusableDatabase("The database " + complaint);
            });
        }
    }

    /**
     * Why this version cannot take over a database, in words that follow the database's name. Nothing that the database
     * brings with it is run: even the table of its migrations is read only once it is known to be one.
     */
    static Optional<String> complaint(SqliteConnection connection) {
        boolean hasThisSchema = schemaDigest(connection).equals(SCHEMA_DIGEST);
        if (!hasThisSchema
                && !Schema.of(connection.handle()).has(made(0).objects().get(0))) {
            return Optional.of("is not a database of Jangteo");
        }
        List<AppliedMigration> applied = MigrationSql.applied(connection.handle());
        Optional<String> complaint = complaint(applied);
        if (complaint.isPresent() || hasThisSchema && applied.size() == FILES.size()) {
            return complaint;
        }
        return made(applied.size())
                .differenceOf(Schema.of(connection.handle()), added -> mayBeAdded(connection, added))
                .map(difference -> ANOTHER_SCHEMA + "its " + difference);
    }

    static String schemaDigest(SqliteConnection connection) {
        return checksum(SchemaSql.text(connection.transaction().connection()).orElse(""));
    }

    private static boolean mayBeAdded(SqliteConnection connection, SchemaObject added) {
        return added.isOfSqlite() || added.type().equals("index") && SchemaSql.isPlainIndex(connection.handle(), added);
    }

    /** What the files up to a version make. */
    private static Schema made(int version) {
        try (SqliteConnection connection = SqliteConnection.inMemory()) {
            bringTo(version, connection, InstantSource.system());
            return Schema.of(connection.handle());
        }
    }

    private static Optional<String> complaint(List<AppliedMigration> applied) {
        if (applied.size() > FILES.size()) {
            return Optional.of("was made by a newer version of Jangteo");
        }
        for (int i = 0; i < applied.size(); i++) {
            AppliedMigration known = new AppliedMigration(i + 1, FILES.get(i), checksum(script(FILES.get(i))));
            if (!known.name().equals(applied.get(i).name())) {
                return Optional.of(ANOTHER_SCHEMA + known.name() + " is expected where it has "
                        + applied.get(i).name());
            }
            if (!known.equals(applied.get(i))) {
                return Optional.of(ANOTHER_SCHEMA + "the content of its " + known.name() + " is different");
            }
        }
        return Optional.empty();
    }

    private static String script(String name) {
        try (InputStream file = Migrations.class.getResourceAsStream("/db/migration/sqlite/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String checksum(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
