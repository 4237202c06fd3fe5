package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose server was killed: its files as they were while it ran. */
class RecoveryTest {

    @TempDir
    Path directory;

    private Path file;
    private Path log;

    @BeforeEach
    void kill() throws IOException {
        Path running = directory.resolve("running.db");
        try (SqliteDatabase database = open(running)) {
            put(database, "first", "1");
            put(database, "second", "2");
            file = Files.copy(running, directory.resolve("jangteo.db"));
            log = Files.copy(WriteAheadLog.of(running), directory.resolve("jangteo.db-wal"));
        }
        assertThat(log).isNotEmptyFile();
    }

    @Test
    void what_was_only_in_the_log_is_in_the_file_alone_once_the_database_is_open() throws IOException {
        try (SqliteDatabase database = open(file)) {
            assertThat(log).isEmptyFile();
            Path copy = Files.copy(file, directory.resolve("copy.db"));
            try (SqliteDatabase other = open(copy)) {
                assertThat(get(other, "second")).isEqualTo("2");
            }
            assertThat(get(database, "first")).isEqualTo("1");
        }
    }

    @Test
    void the_log_is_written_again_before_anything_is_read_from_it() throws IOException {
        byte[] before = Files.readAllBytes(log);
        FileTime modifiedBefore = Files.getLastModifiedTime(log);
        Files.setLastModifiedTime(log, FileTime.fromMillis(0));
        Recovery.flushLeftBehind(file);
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(log)).isGreaterThanOrEqualTo(modifiedBefore);
    }

    @Test
    void a_log_that_ends_in_the_middle_of_a_commit_is_recovered_up_to_the_one_before() throws IOException {
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 1), StandardOpenOption.TRUNCATE_EXISTING);
        try (SqliteDatabase database = open(file)) {
            assertThat(get(database, "first")).isEqualTo("1");
            assertThat(get(database, "second")).isNull();
            put(database, "second", "3");
        }
        try (SqliteDatabase database = open(file)) {
            assertThat(get(database, "second")).isEqualTo("3");
        }
    }

    @Test
    void a_log_without_its_database_is_not_taken_for_an_empty_shop() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("without its database");
        assertThat(log).isNotEmptyFile();
    }

    @Test
    void a_log_that_another_process_reads_is_flushed_and_stays() {
        try (SqliteDatabase first = open(file)) {
            put(first, "third", "3");
            try (SqliteConnection reader = SqliteConnection.forReading(file)) {
                reader.transaction().begin();
                MigrationSql.applied(reader.handle());
                put(first, "fourth", "4");
                try (SqliteConnection writer = SqliteConnection.forWriting(file)) {
                    writer.waitAtMostMillis(1);
                    Recovery.complete(writer, file);
                }
                assertThat(log).isNotEmptyFile();
            }
            assertThat(get(first, "fourth")).isEqualTo("4");
        }
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry());
    }

    private static void put(SqliteDatabase database, String name, String value) {
        database.write(tx -> tx.handle()
                .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute());
    }

    private static String get(SqliteDatabase database, String name) {
        return database.read(handle -> handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    }
}
