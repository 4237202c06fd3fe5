package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void a_directory_that_is_there_keeps_its_mode() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        new DataDirectory(path).create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwxr-x---");
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
}
