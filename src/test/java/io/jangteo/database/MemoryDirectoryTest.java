package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryDirectoryTest {
    @Test
    void a_process_that_ends_in_the_middle_of_a_start_deletes_what_it_has_made() throws Exception {
        MemoryDirectory directory = new MemoryDirectory();
        Path path = directory.directory().path();
        Files.writeString(path.resolve("jangteo.db"), "half written");
        MemoryDirectory.deleteAll();
        assertThat(path).doesNotExist();
        directory.close();
    }

    @Test
    void closing_leaves_nothing() throws Exception {
        MemoryDirectory directory = new MemoryDirectory();
        Files.createDirectories(directory.directory().path().resolve("backups"));
        directory.close();
        assertThat(directory.directory().path()).doesNotExist();
    }
}
