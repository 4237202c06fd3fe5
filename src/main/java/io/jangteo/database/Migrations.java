package io.jangteo.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Migrates a database to this version's schema: runs the pending numbered files of {@code db/migration/sqlite}, each in
 * its own transaction. Refuses, before any change, a database that was made by a newer version, whose files were
 * changed, or that holds anything its files did not make: a foreign trigger or view would run with the shop's next
 * change. Additional plain indexes are accepted, since they change no result; a unique, partial or computed one could
 * reject a change that the shop must make.
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
            "0011-charges-and-pending-orders.sql",
            "0012-stamps.sql",
            "0013-references-and-on-sale.sql",
            "0014-changes-of-offers.sql",
            "0015-parts-of-names.sql",
            "0016-audit-and-named-keys.sql",
            "0017-events.sql");

    /**
     * The SHA-256 of the schema that all files together make; a database that matches it skips the slower comparison.
     */
    static final String SCHEMA_DIGEST = "d611b9627774ea68aa6cb4d4ed49cee6e11fedb95e23fa579da55c5db1059672";

    private static final String ANOTHER_SCHEMA = "has another schema than this version: ";

    private Migrations() {}

    /**
     * Migrates a copy of a shop, which nobody has open, to this version's schema. The work is done in a draft that then
     * replaces the copy: an interruption leaves the copy either unchanged or fully migrated.
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
     * Runs the pending migrations up to a version in one transaction, without checking the schema: all of them or none.
     *
     * @return the version before
     */
    static int bringTo(int version, SqliteConnection connection, InstantSource clock) {
        TransactionSql transaction = connection.transaction();
        transaction.beginImmediate();
        MigrationSql.createTable(connection.handle());
        int before = MigrationSql.applied(connection.handle()).size();
        for (int i = before; i < version; i++) {
            runNext(connection.handle(), Engine.SQLITE, i, clock);
        }
        transaction.commit();
        return before;
    }

    /** Runs the file after the first {@code done} ones. */
    static void runNext(Handle handle, Engine engine, int done, InstantSource clock) {
        AppliedMigration next = known(engine, done);
        MigrationSql.execute(handle, script(engine, next.name()));
        MigrationSql.insert(handle, next, clock.millis());
    }

    private static void requireOwn(SqliteConnection connection) {
        if (SchemaSql.text(connection.transaction().connection()).isPresent()) {
            complaint(connection).ifPresent(complaint -> {
                throw new UnusableDatabase("The database " + complaint);
            });
        }
    }

    /**
     * Says why this version cannot take over a database, in words that follow the database's name. Runs nothing that
     * the database brings with it: even its table of migrations is read only once it is known to be one.
     */
    static Optional<String> complaint(SqliteConnection connection) {
        boolean hasThisSchema = schemaDigest(connection).equals(SCHEMA_DIGEST);
        if (!hasThisSchema
                && !Schema.of(connection.handle()).has(made(0).objects().get(0))) {
            return Optional.of("is not a database of Jangteo");
        }
        List<AppliedMigration> applied = MigrationSql.applied(connection.handle());
        Optional<String> complaint = complaint(applied, Engine.SQLITE);
        if (complaint.isPresent() || (hasThisSchema && applied.size() == FILES.size())) {
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
        return added.isOfSqlite()
                || (added.type().equals("index") && SchemaSql.isPlainIndex(connection.handle(), added));
    }

    /** The schema that the files up to a version make. */
    private static Schema made(int version) {
        try (SqliteConnection connection = SqliteConnection.inMemory()) {
            bringTo(version, connection, InstantSource.system());
            return Schema.of(connection.handle());
        }
    }

    /** Says why this version cannot go on from these migrations, in words that follow the database's name. */
    static Optional<String> complaint(List<AppliedMigration> applied, Engine engine) {
        if (applied.size() > FILES.size()) {
            return Optional.of("was made by a newer version of Jangteo");
        }
        for (int i = 0; i < applied.size(); i++) {
            AppliedMigration known = known(engine, i);
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

    private static AppliedMigration known(Engine engine, int index) {
        String name = FILES.get(index);
        return new AppliedMigration(index + 1, name, checksum(script(engine, name)));
    }

    private static String script(Engine engine, String name) {
        String directory = engine.name().toLowerCase(Locale.ROOT);
        try (InputStream file = Migrations.class.getResourceAsStream("/db/migration/" + directory + "/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String checksum(String script) {
        return HexFormat.of().formatHex(Sha256.of(script));
    }
}
