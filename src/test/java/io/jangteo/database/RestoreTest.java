package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class RestoreTest {
    @TempDir
    Path path;

    private DataDirectory directory;
    private Path copy;

    @BeforeEach
    void takeACopy() {
        DataDirectory other = new DataDirectory(path.resolve("other")).create();
        PairedSettings.make(other.database(), 7);
        copy = path.resolve("copy.db");
        Backup.take(other.database(), copy);
        directory = new DataDirectory(path.resolve("data"));
    }

    @Test
    void a_copy_becomes_the_database_of_an_empty_directory() throws Exception {
        BackupFile restored = restore(directory, copy, false);
        assertThat(restored.file())
                .isEqualTo(directory.database().toAbsolutePath().toString());
        assertThat(restored.bytes()).isEqualTo(Files.size(directory.database()));
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
        PairedSettings.make(directory.database(), 8);
        assertThat(PairedSettings.left(copy)).isEqualTo(7);
    }

    @Test
    void a_database_is_replaced_only_by_force() throws Exception {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        assertRefused(copy, "exists already; --force replaces it");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
        restore(directory, copy, true);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
        assertThat(BackupTest.list(directory.path())).containsExactly("jangteo.db", "jangteo.lock");
    }

    @Test
    void the_log_of_the_database_before_is_not_applied_to_the_one_in_its_place() throws Exception {
        directory.create();
        DataDirectory source = new DataDirectory(path.resolve("source")).create();
        try (SqliteDatabase shop = PairedSettings.open(source.database())) {
            PairedSettings.put(shop, 99);
            BackupTest.copyAsKilled(source, directory);
        }
        restore(directory, copy, true);
        assertThat(BackupTest.list(directory.path())).containsExactly("jangteo.db", "jangteo.lock");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    @Test
    void a_copy_that_brings_a_log_of_its_own_is_restored_with_it() throws Exception {
        DataDirectory source = new DataDirectory(path.resolve("source")).create();
        DataDirectory killed = new DataDirectory(path.resolve("killed")).create();
        try (SqliteDatabase shop = PairedSettings.open(source.database())) {
            PairedSettings.put(shop, 99);
            BackupTest.copyAsKilled(source, killed);
        }
        restore(directory, killed.database(), false);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(99);
    }

    @Test
    void a_directory_that_a_server_is_using_is_left_alone() {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        DirectoryLock server = directory.lock();
        assertThatThrownBy(() -> restore(directory, copy, true))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("is in use by another server");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
        server.close();
        restore(directory, copy, true);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    @Test
    void a_damaged_copy_is_refused() throws Exception {
        BackupTest.damage(copy);
        assertRefused(copy, "");
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void half_a_copy_is_refused() throws Exception {
        byte[] whole = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(copy, "");
    }

    @Test
    void what_is_no_copy_of_a_shop_is_refused() throws Exception {
        assertRefused(path.resolve("nothing"), "There is no file");
        assertRefused(path, "There is no file");
        Path text =
                Files.writeString(path.resolve("text"), "not a database, but long enough to be looked at".repeat(99));
        assertRefused(text, "not a database");
        assertRefused(Files.createFile(path.resolve("empty")), "is not a database of Jangteo");
        Path strange = path.resolve("strange.db");
        PairedSettings.execute(strange, "CREATE TABLE t (a)");
        assertRefused(strange, "is not a database of Jangteo");
        assertThat(path.resolve("nothing")).doesNotExist();
    }

    @Test
    void a_copy_of_a_newer_version_is_refused() throws Exception {
        PairedSettings.execute(copy, "INSERT INTO schema_migration VALUES (999, '0999-future.sql', '', 0)");
        assertRefused(copy, "made by a newer version");
    }

    @Test
    void a_copy_of_another_schema_is_refused_by_the_name_of_what_is_different() throws Exception {
        PairedSettings.execute(copy, "UPDATE schema_migration SET checksum = 'other' WHERE version = 3");
        assertRefused(
                copy, "copy.db has another schema than this version: the content of its 0003-coupons.sql is different");
        PairedSettings.execute(copy, "UPDATE schema_migration SET name = '0003-gifts.sql' WHERE version = 3");
        assertRefused(copy, "0003-coupons.sql is expected where it has 0003-gifts.sql");
        assertThat(directory.path()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TRIGGER cheap AFTER INSERT ON point_entry BEGIN UPDATE product SET price = 1; END|trigger cheap",
                "CREATE VIEW all_users AS SELECT * FROM shop_user|view all_users",
                "ALTER TABLE coupon ADD COLUMN secret TEXT|table coupon",
                "DROP TABLE daily_sales|table daily_sales is missing"
            })
    void a_copy_with_another_content_than_its_migrations_made_is_refused(String change, String named) throws Exception {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        PairedSettings.execute(copy, change);
        assertThatThrownBy(() -> restore(directory, copy, true))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("another schema than this version: its " + named);
        assertThat(BackupTest.list(directory.path())).containsExactly("jangteo.db");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
    }

    @Test
    void a_copy_whose_books_are_wrong_is_refused_and_changes_nothing() throws Exception {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        assertThatThrownBy(() -> Restore.checked(
                        directory,
                        copy,
                        true,
                        shop -> Optional.of(shop.read(BackupSql::hasId) + ": that a check found a thing")))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("copy.db does not balance: ")
                .hasMessageEndingWith(": that a check found a thing; --unchecked restores it all the same");
        assertThat(BackupTest.list(directory.path())).containsExactly("jangteo.db", "jangteo.lock");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
    }

    @Test
    void a_copy_of_an_older_version_is_brought_to_this_one_and_then_checked() throws Exception {
        Files.delete(copy);
        try (SqliteConnection older = SqliteConnection.forWriting(copy)) {
            Migrations.bringTo(8, older, InstantSource.system());
        }
        PairedSettings.execute(copy, "INSERT INTO setting VALUES ('left', '7'), ('right', '7')");
        restore(directory, copy, false);
        try (ReadOnlyDatabase shop = ReadOnlyDatabase.open(directory)) {
            assertThat(shop.<Boolean>read(BackupSql::hasId)).isTrue();
        }
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
        Restore.unchecked(directory, copy, true);
        assertThatThrownBy(() -> ReadOnlyDatabase.open(directory)).hasMessageContaining("older version");
    }

    @Test
    void an_unchecked_copy_is_taken_as_it_is() throws Exception {
        PairedSettings.execute(copy, "UPDATE schema_migration SET checksum = 'other' WHERE version = 3");
        PairedSettings.execute(copy, "CREATE VIEW all_users AS SELECT * FROM shop_user");
        Restore.unchecked(directory, copy, false);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
        assertThatThrownBy(() -> Restore.unchecked(directory, copy, false)).hasMessageContaining("--force");
        assertThatThrownBy(() -> Restore.unchecked(directory, path.resolve("nothing"), true))
                .hasMessageContaining("There is no file");
    }

    @Test
    void each_restored_shop_has_an_id_of_its_own() throws Exception {
        restore(directory, copy, false);
        String first = id();
        restore(directory, copy, true);
        assertThat(id()).isNotEqualTo(first);
        Path second = path.resolve("second.db");
        Backup.take(directory.database(), second);
        String before = id();
        Restore.unchecked(directory, second, true);
        assertThat(id()).isNotEqualTo(before);
    }

    @Test
    void a_database_that_another_connection_has_open_is_left_alone() throws Exception {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        try (SqliteConnection verify = SqliteConnection.forReading(directory.database())) {
            verify.transaction().begin();
            BackupSql.hasId(verify.handle());
            assertThatThrownBy(() -> restore(directory, copy, true))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("another process, such as a backup or verify, has it open");
        }
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
        restore(directory, copy, true);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    @Test
    void a_database_that_cannot_be_opened_is_replaced_with_its_log() throws Exception {
        directory.create();
        Files.writeString(directory.database(), "not a database, but long enough to be looked at".repeat(99));
        Files.writeString(directory.path().resolve("jangteo.db-wal"), "a log");
        restore(directory, copy, true);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
        assertThat(BackupTest.list(directory.path())).containsExactly("jangteo.db", "jangteo.lock");
    }

    @Test
    void a_start_brings_back_the_log_that_a_killed_restore_had_put_aside() throws Exception {
        DataDirectory source = new DataDirectory(path.resolve("source")).create();
        directory.create();
        try (SqliteDatabase shop = PairedSettings.open(source.database())) {
            PairedSettings.put(shop, 99);
            BackupTest.copyAsKilled(source, directory);
        }
        Files.createFile(RestoredDraft.of(directory));
        RestoredDraft.parkCompanions(directory);
        assertThat(directory.path().resolve("jangteo.db-wal")).doesNotExist();
        directory.databaseToServe();
        assertThat(PairedSettings.left(directory.database())).isEqualTo(99);
        assertThat(RestoredDraft.files(directory)).noneMatch(Files::exists);
    }

    @Test
    void a_start_never_applies_the_log_from_before_to_the_restored_database() throws Exception {
        restore(directory, copy, false);
        Path parked = directory.path().resolve("jangteo.db-wal.before");
        Files.writeString(parked, "the log of the database from before");
        directory.databaseToServe();
        assertThat(parked).doesNotExist();
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    @Test
    void a_copy_with_rows_that_point_to_nothing_is_refused() throws Exception {
        PairedSettings.execute(
                copy,
                "INSERT INTO point_entry (user_id, kind, amount, balance_after, at) VALUES (5, 'CHARGE', 1, 1, 0)");
        assertRefused(copy, "rows of point_entry point to nothing");
    }

    @Test
    void the_database_is_not_a_copy_of_itself() {
        restore(directory, copy, false);
        assertThatThrownBy(() -> restore(directory, directory.database(), true))
                .isInstanceOf(BackupFailure.class)
                .hasMessageEndingWith("is the database itself");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    private String id() {
        try (SqliteConnection connection = SqliteConnection.forReading(directory.database())) {
            return DatabaseId.of(connection.handle());
        }
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> restore(directory, file, false))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining(reason);
    }

    private static BackupFile restore(DataDirectory directory, Path file, boolean force) {
        return Restore.checked(directory, file, force, shop -> Optional.empty());
    }
}
