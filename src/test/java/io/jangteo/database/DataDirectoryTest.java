package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.backup.Backups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @TempDir
    Path path;

    @Test
    void a_directory_is_made_for_its_owner_alone() throws Exception {
        DataDirectory directory = new DataDirectory(path.resolve("a/b")).create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                .isEqualTo("rwx------");
        directory.create();
    }

    @Test
    void a_directory_that_is_open_to_others_is_closed_with_all_that_is_in_it() throws Exception {
        DataDirectory directory = new DataDirectory(path.resolve("data")).create();
        PairedSettings.make(directory.database(), 1);
        Files.createDirectory(directory.backups());
        Files.createDirectory(directory.snapshots());
        List<Path> files = List.of(
                directory.database(),
                directory.dataPlatformJournal(),
                directory.backups().resolve("a.db"),
                directory.snapshots().resolve("b.db"));
        for (Path file : files) {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            mode(file, "rw-rw-rw-");
        }
        for (Path each : List.of(directory.path(), directory.backups(), directory.snapshots())) {
            mode(each, "rwxrwxr-x");
        }
        directory.create();
        assertThat(files).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        assertThat(List.of(directory.path(), directory.backups(), directory.snapshots()))
                .allSatisfy(each -> assertThat(mode(each)).isEqualTo("rwx------"));
    }

    @Test
    void a_shared_directory_keeps_its_mode_and_its_files_are_closed() throws Exception {
        mode(path, "rwxr-x---");
        DataDirectory shared = new DataDirectory(path, true);
        PairedSettings.make(shared.database(), 1);
        mode(shared.database(), "rw-r--r--");
        shared.create();
        assertThat(mode(path)).isEqualTo("rwxr-x---");
        assertThat(mode(shared.database())).isEqualTo("rw-------");
    }

    @Test
    void a_directory_of_another_user_is_refused_unless_it_is_shared() throws Exception {
        Path foreign = Files.createDirectory(path.resolve("foreign"));
        if (ProcessHandle.current().info().user().orElseThrow().equals("root")) {
            Files.setOwner(
                    foreign,
                    foreign.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } else {
            // The root directory belongs to another user than the one who runs this test.
            foreign = Path.of("/");
        }
        DataDirectory directory = new DataDirectory(foreign);
        assertThatThrownBy(directory::create)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("belongs to another user")
                .hasMessageEndingWith("; --shared-data takes it all the same");
        assertThatThrownBy(directory::existingDatabase)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("belongs to another user");
        new DataDirectory(foreign, true).create();
    }

    @Test
    void a_directory_that_holds_only_what_is_not_a_shops_is_not_closed_but_refused() throws Exception {
        Files.createFile(path.resolve("notes.txt"));
        mode(path, "rwxr-xr-x");
        assertThatThrownBy(() -> new DataDirectory(path).create())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("is open to others and holds what is not a shop's")
                .hasMessageEndingWith("; --shared-data takes it all the same");
        assertThat(mode(path)).isEqualTo("rwxr-xr-x");
        new DataDirectory(path, true).create();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jangteo.lock",
                "jangteo.db",
                "jangteo.db-wal",
                "jangteo.db-shm",
                "jangteo.db-journal",
                "admin.key",
                "token.key",
                "data-platform.secret",
                "data-platform.jsonl",
                "backups",
                "snapshots"
            })
    void a_link_in_the_place_of_anything_in_it_is_refused_and_its_target_left_alone(String name) throws Exception {
        Path victim = Files.writeString(path.resolve("victim"), "mine");
        DataDirectory directory = new DataDirectory(path.resolve("data")).create();
        Files.createSymbolicLink(directory.path().resolve(name), victim);
        assertThatThrownBy(directory::create)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageEndingWith(name + " is a link, and none is followed in a data directory");
        assertThatThrownBy(directory::existingDatabase)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("is a link");
        assertThatThrownBy(() -> new DataDirectory(directory.path(), true).create())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("is a link");
        assertThat(victim).hasContent("mine");
    }

    @Test
    void the_lock_follows_no_link_that_came_after_the_directory_was_looked_at() throws Exception {
        Path victim = Files.writeString(path.resolve("victim"), "mine");
        DataDirectory directory = new DataDirectory(path.resolve("data")).create();
        Files.createSymbolicLink(directory.path().resolve("jangteo.lock"), victim);
        assertThatThrownBy(directory::lock)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("it is a link, and none is followed here");
        assertThat(victim).hasContent("mine");
    }

    @Test
    void the_path_of_the_directory_itself_may_be_a_link() throws Exception {
        Path link = Files.createSymbolicLink(path.resolve("link"), Files.createDirectory(path.resolve("real")));
        mode(path.resolve("real"), "rwxr-xr-x");
        new DataDirectory(link).create();
        assertThat(mode(path.resolve("real"))).isEqualTo("rwx------");
    }

    @Test
    void everything_a_server_makes_in_it_is_for_its_owner_alone() throws Exception {
        DataDirectory directory = new DataDirectory(path.resolve("data")).create();
        try (DirectoryLock lock = directory.lock();
                SqliteDatabase shop = PairedSettings.open(directory.databaseToServe())) {
            PairedSettings.put(shop, 1);
            new Backups(directory, InstantSource.system()).take();
            try (Stream<Path> entries = Files.walk(directory.path())) {
                List<Path> all = entries.toList();
                assertThat(all).hasSizeGreaterThanOrEqualTo(7);
                assertThat(all)
                        .allSatisfy(each -> assertThat(mode(each))
                                .as(each.toString())
                                .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void a_file_in_the_way_is_named() throws Exception {
        Files.writeString(path.resolve("file"), "");
        assertThatThrownBy(() -> new DataDirectory(path.resolve("file")).create())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("file is not a directory");
        assertThatThrownBy(() -> new DataDirectory(path.resolve("file/below")).create())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("file is not a directory");
    }

    @Test
    void a_directory_has_one_server_at_a_time() {
        DataDirectory directory = new DataDirectory(path);
        DirectoryLock first = directory.lock();
        assertInUse(directory, ProcessHandle.current().pid());
        first.close();
        directory.lock().close();
    }

    @Test
    void a_directory_is_the_same_by_another_name() throws Exception {
        Path link = Files.createSymbolicLink(path.resolve("link"), Files.createDirectory(path.resolve("real")));
        try (DirectoryLock lock = new DataDirectory(path.resolve("real")).lock()) {
            assertInUse(new DataDirectory(link), ProcessHandle.current().pid());
        }
    }

    @Test
    void a_directory_of_another_process_is_in_use_until_that_process_ends() throws Exception {
        DataDirectory directory = new DataDirectory(path);
        Process other = LockHolder.start(path);
        assertInUse(directory, other.pid());
        other.destroyForcibly().waitFor();
        directory.lock().close();
    }

    @Test
    void asking_again_does_not_give_up_what_this_process_holds() throws Exception {
        DataDirectory directory = new DataDirectory(path);
        try (DirectoryLock lock = directory.lock()) {
            assertInUse(directory, ProcessHandle.current().pid());
            Process other = LockHolder.start(path);
            assertThat(other.waitFor()).isNotZero();
        }
        Process other = LockHolder.start(path);
        other.getOutputStream().close();
        assertThat(other.waitFor()).isZero();
    }

    @Test
    void a_directory_that_is_not_there_cannot_be_locked_and_has_no_database() {
        DataDirectory directory = new DataDirectory(path.resolve("nothing"));
        assertThatThrownBy(directory::lock)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageEndingWith("no such file or directory");
        assertThatThrownBy(directory::existingDatabase)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageStartingWith("There is no database");
    }

    private static void assertInUse(DataDirectory directory, long process) {
        assertThatThrownBy(directory::lock)
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageEndingWith("is in use by another server (process " + process + ")");
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
