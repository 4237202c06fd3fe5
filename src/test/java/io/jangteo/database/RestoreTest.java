package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        BackupFile restored = Restore.into(directory, copy, false);
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
        Restore.into(directory, copy, true);
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
        Restore.into(directory, copy, true);
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
        Restore.into(directory, killed.database(), false);
        assertThat(PairedSettings.left(directory.database())).isEqualTo(99);
    }

    @Test
    void a_directory_that_a_server_is_using_is_left_alone() {
        directory.create();
        PairedSettings.make(directory.database(), 1);
        DirectoryLock server = directory.lock();
        assertThatThrownBy(() -> Restore.into(directory, copy, true))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("is in use by another server");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(1);
        server.close();
        Restore.into(directory, copy, true);
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
    void a_copy_with_rows_that_point_to_nothing_is_refused() throws Exception {
        PairedSettings.execute(
                copy,
                "INSERT INTO point_entry (user_id, kind, amount, balance_after, at) VALUES (5, 'CHARGE', 1, 1, 0)");
        assertRefused(copy, "rows of point_entry point to nothing");
    }

    @Test
    void the_database_is_not_a_copy_of_itself() {
        Restore.into(directory, copy, false);
        assertThatThrownBy(() -> Restore.into(directory, directory.database(), true))
                .isInstanceOf(BackupFailure.class)
                .hasMessageEndingWith("is the database itself");
        assertThat(PairedSettings.left(directory.database())).isEqualTo(7);
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Restore.into(directory, file, false))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining(reason);
    }
}
