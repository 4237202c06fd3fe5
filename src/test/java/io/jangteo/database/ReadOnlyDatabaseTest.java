package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyDatabaseTest {
    @TempDir
    Path path;

    private DataDirectory directory;

    @BeforeEach
    void makeAShop() {
        directory = new DataDirectory(path);
        PairedSettings.make(directory.database(), 7);
    }

    @Test
    void a_shop_that_is_looked_at_stays_as_it_is() throws Exception {
        byte[] before = Files.readAllBytes(directory.database());
        try (ReadOnlyDatabase shop = ReadOnlyDatabase.open(directory)) {
            // The pair, and the database's id.
            assertThat(count(shop, "setting")).isEqualTo(3);
            assertThatThrownBy(() -> PairedSettings.put(shop, 8)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> shop.read(handle -> handle.execute("DELETE FROM setting")))
                    .hasMessageContaining("readonly");
        }
        assertThat(Files.readAllBytes(directory.database())).isEqualTo(before);
    }

    @Test
    void a_read_sees_one_snapshot_while_the_server_goes_on() {
        try (SqliteDatabase server = PairedSettings.open(directory.database());
                ReadOnlyDatabase shop = ReadOnlyDatabase.open(directory)) {
            shop.read(handle -> {
                int before = handle.createQuery("SELECT value FROM setting WHERE name = 'left'")
                        .mapTo(int.class)
                        .one();
                PairedSettings.put(server, 8);
                int after = handle.createQuery("SELECT value FROM setting WHERE name = 'right'")
                        .mapTo(int.class)
                        .one();
                assertThat(after).isEqualTo(before).isEqualTo(7);
                return null;
            });
            assertThat(PairedSettings.left(directory.database())).isEqualTo(8);
        }
    }

    @Test
    void a_shop_of_another_version_is_not_read() throws Exception {
        change("INSERT INTO schema_migration VALUES (999, '0999-future.sql', '', 0)");
        assertRefused("was made by a newer version of Jangteo");
        Files.delete(directory.database());
        try (SqliteConnection older = SqliteConnection.forWriting(directory.database())) {
            Migrations.bringTo(8, older, InstantSource.system());
        }
        assertRefused("was made by an older version of Jangteo: start the server on it once");
        change("DROP TABLE schema_migration");
        assertRefused("is not a database of Jangteo");
    }

    @Test
    void nothing_is_made_where_there_is_no_shop() {
        directory = new DataDirectory(path.resolve("nothing"));
        assertRefused("There is no database in the data directory");
        assertThat(directory.path()).doesNotExist();
    }

    private void change(String sql) {
        try (SqliteConnection connection = SqliteConnection.forWriting(directory.database())) {
            connection.handle().execute(sql);
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> ReadOnlyDatabase.open(directory))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining(reason);
    }

    private static int count(Database shop, String table) {
        return shop.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(int.class)
                .one());
    }
}
