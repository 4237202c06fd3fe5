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
import java.util.Map;
import java.util.Optional;

/**
 * Brings a database to this version's schema: runs the numbered files of {@code db/migration} that it has not seen,
 * each in a transaction of its own, and refuses a database that a newer version made or whose files were changed.
 */
public final class Migrations {
    static final List<String> FILES = List.of(
            "0001-users-and-points.sql",
            "0002-products.sql",
            "0003-coupons.sql",
            "0004-orders.sql",
            "0005-order-transitions.sqlite.sql",
            "0006-data-platform.sql",
            "0007-daily-sales.sql",
            "0008-platform.sql",
            "0009-back-office.sql",
            "0010-keys-and-database-id.sqlite.sql",
            "0011-charges-and-pending-orders.sqlite.sql");

    private static final Map<String, String> SQLITE_TYPES =
            Map.of("${id}", "INTEGER PRIMARY KEY", "${long}", "INTEGER", "${bytes}", "BLOB", "${strict}", "STRICT");

    private Migrations() {}

    /**
     * Brings a copy of a shop, which nobody has open, to this version's schema. It happens in a draft that then takes
     * the copy's place: whenever it is interrupted, the copy is as it was or as it shall be.
     *
     * @throws UnusableDatabase if a newer version made it, or its files were changed
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
            return MigrationSql.applied(connection.handle()).size() == FILES.size();
        }
    }

    static void run(SqliteConnection connection, InstantSource clock) {
        TransactionSql transaction = connection.transaction();
        transaction.beginImmediate();
        MigrationSql.createTable(connection.handle());
        transaction.commit();
        List<AppliedMigration> applied = MigrationSql.applied(connection.handle());
        requireKnown(applied);
        for (int i = applied.size(); i < FILES.size(); i++) {
            transaction.beginImmediate();
            String script = script(FILES.get(i));
            MigrationSql.execute(connection.handle(), script);
            MigrationSql.insert(
                    connection.handle(), new AppliedMigration(i + 1, FILES.get(i), checksum(script)), clock.millis());
            transaction.commit();
        }
    }

    private static void requireKnown(List<AppliedMigration> applied) {
        complaint(applied).ifPresent(complaint -> {
            throw new UnusableDatabase("The database " + complaint);
        });
    }

    /** Why this version cannot take over a database with these migrations, in words that follow the database's name. */
    static Optional<String> complaint(List<AppliedMigration> applied) {
        if (applied.size() > FILES.size()) {
            return Optional.of("was made by a newer version of Jangteo");
        }
        for (int i = 0; i < applied.size(); i++) {
            AppliedMigration known = new AppliedMigration(i + 1, FILES.get(i), checksum(script(FILES.get(i))));
            if (!known.name().equals(applied.get(i).name())) {
                return Optional.of("has another schema than this version: " + known.name()
                        + " is expected where it has " + applied.get(i).name());
            }
            if (!known.equals(applied.get(i))) {
                return Optional.of(
                        "has another schema than this version: the content of its " + known.name() + " is different");
            }
        }
        return Optional.empty();
    }

    private static String script(String name) {
        try (InputStream file = Migrations.class.getResourceAsStream("/db/migration/" + name)) {
            String script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> type : SQLITE_TYPES.entrySet()) {
                script = script.replace(type.getKey(), type.getValue());
            }
            return script;
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
