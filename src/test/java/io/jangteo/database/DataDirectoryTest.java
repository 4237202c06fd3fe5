package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    void a_directory_that_others_may_open_is_closed_to_them_with_what_is_in_it() throws Exception {
        setMode(path, "rwxr-x---");
        for (String file : List.of("jangteo.db", "jangteo.db-wal", "jangteo.lock", "data-platform.jsonl")) {
            setMode(Files.writeString(path.resolve(file), ""), "rw-r--rw-");
        }
        setMode(Files.createDirectory(path.resolve("backups")), "rwxr-xr-x");
        new DataDirectory(path).create();
        assertThat(modes(path)).containsOnly("rwx------", "rw-------");
    }

    @Test
    void a_directory_that_is_meant_to_be_shared_keeps_its_mode() throws Exception {
        setMode(path, "rwxr-x---");
        new DataDirectory(path).create(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void everything_that_a_server_makes_is_for_its_owner_alone() throws Exception {
        DataDirectory directory = new DataDirectory(path.resolve("data")).create();
        try (DirectoryLock lock = directory.lock();
                SqliteDatabase database = SqliteDatabase.open(
                        directory.database(),
                        SqliteSettings.defaults(),
                        InstantSource.system(),
                        new PrometheusRegistry())) {
            database.write(tx -> 1);
            new Backups(directory, InstantSource.system()).take();
            assertThat(modes(directory.path())).containsOnly("rwx------", "rw-------");
            assertThat(directory.path().resolve("jangteo.db-wal")).exists();
        }
    }

    @Test
    void a_directory_of_another_owner_is_taken_only_if_it_is_meant_to_be_shared() throws Exception {
        Path foreign = foreignDirectory();
        assertThatThrownBy(() -> new DataDirectory(foreign).create())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("belongs to")
                .hasMessageContaining("--shared-data");
        new DataDirectory(foreign).create(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jangteo.db",
                "jangteo.db-wal",
                "jangteo.db-shm",
                "jangteo.lock",
                "data-platform.jsonl",
                "backups",
                "snapshots"
            })
    void what_a_link_in_the_directory_points_to_is_neither_written_nor_read(String name) throws Exception {
        Path victim = Files.writeString(path.resolve("victim"), "as it was");
        Path data = Files.createDirectory(path.resolve("data"));
        Files.createSymbolicLink(data.resolve(name), victim);
        assertThatThrownBy(() -> new DataDirectory(data).create(true))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining(name + " is a link");
        assertThat(victim).hasContent("as it was");
    }

    @Test
    void a_lock_that_became_a_link_is_not_followed() throws Exception {
        Path victim = Files.writeString(path.resolve("victim"), "as it was");
        Path data = Files.createDirectory(path.resolve("data"));
        Files.createSymbolicLink(data.resolve("jangteo.lock"), victim);
        assertThatThrownBy(() -> new DataDirectory(data).lock()).isInstanceOf(UnusableDatabase.class);
        assertThat(victim).hasContent("as it was");
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

    /** The superuser gives one away; another user finds one that is the superuser's. */
    private Path foreignDirectory() throws IOException {
        Path temporary = Path.of("/tmp");
        if (!Files.getOwner(path).equals(Files.getOwner(temporary))) {
            return temporary;
        }
        Path given = Files.createDirectory(path.resolve("given"));
        Files.setAttribute(given, "unix:uid", 1);
        return given;
    }

    private static void setMode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Set<String> modes(Path directory) throws IOException {
        Set<String> modes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }
}
