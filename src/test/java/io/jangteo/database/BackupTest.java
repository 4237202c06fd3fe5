package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.backup.Backups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BackupTest {
    @TempDir
    Path path;

    private DataDirectory directory;
    private Path target;

    @BeforeEach
    void name() {
        directory = new DataDirectory(path.resolve("data")).create();
        target = path.resolve("copies/copy.db");
    }

    @Test
    void a_copy_holds_what_was_committed_and_is_described_truly() throws Exception {
        try (SqliteDatabase shop = PairedSettings.open(directory.database())) {
            PairedSettings.put(shop, 7);
            BackupFile copy = Backup.take(directory.database(), target);
            assertThat(copy.file()).isEqualTo(target.toAbsolutePath().toString());
            assertThat(copy.bytes()).isEqualTo(Files.size(target)).isPositive();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(target));
            assertThat(copy.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        }
        assertThat(PairedSettings.left(target)).isEqualTo(7);
        assertThat(list(target.getParent())).containsExactly("copy.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
    }

    @Test
    void copies_taken_while_the_shop_is_written_to_are_never_torn() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (SqliteDatabase shop = PairedSettings.open(directory.database())) {
            PairedSettings.put(shop, 0);
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
                int value = 0;
                while (!done.get()) {
                    PairedSettings.put(shop, ++value);
                    begun.countDown();
                }
                return value;
            });
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            int before = -1;
            for (int i = 0; i < 8; i++) {
                Path copy = path.resolve("copy" + i);
                Backup.take(directory.database(), copy);
                assertThat(PairedSettings.left(copy))
                        .isEqualTo(PairedSettings.right(copy))
                        .isGreaterThanOrEqualTo(before);
                before = PairedSettings.left(copy);
            }
            done.set(true);
            assertThat(before).isPositive().isLessThanOrEqualTo(writer.get());
        }
    }

    @Test
    void a_copy_of_a_shop_that_was_killed_holds_what_is_in_its_log() throws Exception {
        DataDirectory killed = new DataDirectory(path.resolve("killed")).create();
        try (SqliteDatabase shop = PairedSettings.open(directory.database())) {
            PairedSettings.put(shop, 7);
            copyAsKilled(directory, killed);
        }
        assertThat(list(killed.path())).contains("jangteo.db-wal");
        Backup.take(killed.database(), target);
        assertThat(PairedSettings.right(target)).isEqualTo(7);
    }

    @Test
    void a_file_that_is_there_is_never_replaced() throws Exception {
        PairedSettings.make(directory.database(), 7);
        Files.createDirectories(target.getParent());
        Files.writeString(target, "mine");
        assertThatThrownBy(() -> Backup.take(directory.database(), target))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("copy.db exists already");
        assertThat(Files.readString(target)).isEqualTo("mine");
        assertThat(list(target.getParent())).containsExactly("copy.db");
    }

    @Test
    void a_copy_that_fails_leaves_nothing_behind() throws Exception {
        PairedSettings.make(directory.database(), 7);
        damage(directory.database());
        assertThatThrownBy(() -> Backup.take(directory.database(), target)).isInstanceOf(BackupFailure.class);
        assertThat(list(target.getParent())).isEmpty();
        assertThatThrownBy(() -> Backup.take(path.resolve("nothing.db"), target))
                .isInstanceOf(BackupFailure.class);
        assertThat(list(target.getParent())).isEmpty();
        assertThat(path.resolve("nothing.db")).doesNotExist();
    }

    @Test
    void a_shop_that_contradicts_its_schema_gives_no_copy() throws Exception {
        PairedSettings.make(directory.database(), 7);
        PairedSettings.execute(
                directory.database(),
                "INSERT INTO point_entry (user_id, kind, amount, balance_after, at) VALUES (5, 'CHARGE', 1, 1, 0)");
        assertThatThrownBy(() -> Backup.take(directory.database(), target))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining(
                        "The copy of " + directory.database() + " is damaged: rows of point_entry point to nothing");
        assertThat(list(target.getParent())).isEmpty();
    }

    @Test
    void a_place_that_cannot_be_written_to_is_named() throws Exception {
        PairedSettings.make(directory.database(), 7);
        Files.writeString(path.resolve("file"), "");
        assertThatThrownBy(() -> Backup.take(directory.database(), path.resolve("file/copy.db")))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("file exists already");
    }

    @Test
    void backups_are_named_after_their_moment_and_two_of_one_moment_stay_apart() throws Exception {
        PairedSettings.make(directory.database(), 7);
        Backups backups = new Backups(directory, () -> Instant.parse("2026-11-22T08:24:00.1239Z"));
        backups.take();
        backups.take();
        assertThat(list(directory.backups()))
                .filteredOn(name -> !name.endsWith(".sha256"))
                .containsExactly("jangteo-20261122T082400.123Z-2.db", "jangteo-20261122T082400.123Z.db");
    }

    @Test
    void a_copy_that_lets_the_log_grow_too_large_is_ended_with_a_sentence() throws Exception {
        Path draft = Files.createFile(path.resolve("draft"));
        try (SqliteDatabase shop = PairedSettings.open(directory.database());
                Connection holder = DriverManager.getConnection("jdbc:sqlite:" + draft);
                Statement statement = holder.createStatement()) {
            PairedSettings.put(shop, 0);
            // The copy waits for the draft, with its snapshot open.
            statement.execute("BEGIN EXCLUSIVE");
            CompletableFuture<Void> copy =
                    CompletableFuture.runAsync(() -> Backup.copy(directory.database(), draft, 1));
            for (int value = 1; !copy.isDone(); value++) {
                PairedSettings.put(shop, value);
            }
            assertThatThrownBy(() -> copy.get(1, TimeUnit.MINUTES))
                    .cause()
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("was ended: while it was taken, the shop's log grew to more than");
        }
    }

    static void copyAsKilled(DataDirectory from, DataDirectory to) throws Exception {
        for (String name : List.of("jangteo.db", "jangteo.db-wal")) {
            Files.copy(from.path().resolve(name), to.path().resolve(name));
        }
    }

    /** Overwrites the pages in the middle, as a bad disk does. */
    static void damage(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 4; i < bytes.length * 3 / 4; i++) {
            bytes[i] = (byte) 0xa5;
        }
        Files.write(file, bytes);
    }

    static List<String> list(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
