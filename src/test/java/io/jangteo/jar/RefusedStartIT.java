package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.database.DataDirectory;
import io.jangteo.jar.Jar.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before there is a server: the status and the streams are what a script goes by. */
class RefusedStartIT {
    private static final int PAGE_BYTES = 4_096;

    @TempDir
    Path directory;

    private Jar jar;
    private Path data;

    @BeforeEach
    void unpack() {
        jar = new Jar(directory);
        data = directory.resolve("data");
    }

    @Test
    void all_bad_flags_are_named_at_once() {
        Outcome outcome = jar.variable("JANGTEO_READERS", "many")
                .run("--prot", "80", "--port", "x", "--zone", "Asia/Soul", "--host", "0.0.0.0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("--prot", "--port x", "--zone Asia/Soul", "JANGTEO_READERS=many", "--host 0.0.0.0")
                .doesNotContain("\tat ");
        assertThat(data).as("what comes of a refused start").doesNotExist();
    }

    @Test
    void another_address_than_loopback_needs_tokens() {
        // An address of the documentation's network: no machine has it, should the server try to listen after all.
        Outcome outcome = jar.run("--host", "192.0.2.1", "--port", "0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("--host 192.0.2.1", "--auth token");
    }

    @Test
    void help_and_version_are_results() {
        Outcome help = jar.run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("--port", "--data", "JANGTEO_DATA", "verify", "backup", "restore", "token");
        assertThat(help.err()).isEmpty();
        Outcome version = jar.run("--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).matches("jangteo [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void a_file_in_the_place_of_the_data_directory_is_said_and_left_alone() throws Exception {
        Files.writeString(data, "mine");
        serve().assertFailed("is not a directory");
        assertThat(data).hasContent("mine");
    }

    @Test
    void a_file_that_is_no_database_is_said_and_left_alone() throws Exception {
        byte[] noise = new byte[PAGE_BYTES];
        Arrays.fill(noise, (byte) 'x');
        assertDatabaseIsRefused(noise, "not a database");
    }

    @Test
    void a_database_with_damaged_pages_is_said_and_left_alone() throws Exception {
        new DataDirectory(data).create();
        try (DatabaseFile database = new DatabaseFile(data)) {
            database.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        }
        byte[] damaged = Files.readAllBytes(data.resolve("jangteo.db"));
        // The first 100 bytes are the header; what follows says where the tables are.
        Arrays.fill(damaged, 100, damaged.length, (byte) 0xa5);
        assertDatabaseIsRefused(damaged, "malformed");
    }

    private void assertDatabaseIsRefused(byte[] content, String reason) throws Exception {
        new DataDirectory(data).create();
        Path database = Files.write(data.resolve("jangteo.db"), content);
        serve().assertFailed(reason);
        assertThat(database).hasBinaryContent(content);
    }

    private Outcome serve() {
        return jar.run("--data", data.toString(), "--port", "0");
    }
}
