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
 * each in a transaction of its own. It refuses a database that a newer version made, whose files were changed, or that
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
            "0005-order-transitions.sqlite.sql",
            "0006-data-platform.sql",
            "0007-daily-sales.sql",
            "0008-platform.sql",
            "0009-back-office.sql",
            "0010-keys-and-database-id.sqlite.sql",
            "0011-charges-and-pending-orders.sqlite.sql");

    /**
     * Of the schema that the files up to a version make, from version 0 on, which has the table of migrations alone. A
     * database that has the one of its version needs no closer look, which takes longer.
     */
    static final List<String> SCHEMA_DIGESTS = List.of(
            "e61c3d297ae86f3d27b0ea403bcca016e170381d3664a5020f1da49aa846b56c",
            "9d2f8b269923cd363bf561df67893f3685dfec0cfce12f3c7711484836966d16",
            "242feac2d6f8f2ecb504af3b5bbd063cc8e14fca9730beaa3f3d387cd1b4898b",
            "01f32f936484c362021ab663b090109f928f6be5cf1af4b3f3fc206fdc7c3277",
            "9c9b8fd90a09a2aae60e1452214ad271addc6e658e59635e79fa870d7af5d1ff",
            "bf1a1d562559495a347d0dd6b685af61e3848e3a8ebc98bcf67b2678559da826",
            "61a401856a969a92a6c3edc3dacc698a898fef379a61947455a9b740aecfb102",
            "990e4d99c15b8e822a605b9d396c837e83b884fef1d078ddc1be7dc5f2ff7364",
            "e303accdf6c70bde6c5bd6b13b7dbdb2343cefa72a93a191b2435eb5e952bbbf",
            "4857bc6e5ffc2531e6dfba91971592ca1f97670f1c464ec354d7c81bafe25791",
            "43a15c876054b73717d3e6fd34ec59928625312b66af16ca135be1f2fb2f4c28",
            "1fd207476f8fc0fc6282248ca821ed783d97242fc2ad8227953cd0f440a0f8a1");

    private static final Map<String, String> SQLITE_TYPES =
            Map.of("${id}", "INTEGER PRIMARY KEY", "${long}", "INTEGER", "${bytes}", "BLOB", "${strict}", "STRICT");

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
        String digest = schemaDigest(connection);
        boolean isKnown = SCHEMA_DIGESTS.contains(digest);
        if (!isKnown
                && !Schema.of(connection.handle())
                        .has(made(FILES.size()).objects().get(0))) {
            return Optional.of("is not a database of Jangteo");
        }
        List<AppliedMigration> applied = MigrationSql.applied(connection.handle());
        int version = applied.size();
        Optional<String> complaint = complaint(applied);
        if (complaint.isPresent()
                || isKnown
                        && version < SCHEMA_DIGESTS.size()
                        && SCHEMA_DIGESTS.get(version).equals(digest)) {
            return complaint;
        }
        return made(version)
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
