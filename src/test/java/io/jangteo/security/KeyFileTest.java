package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("admin.key");
    }

    @Test
    void a_key_that_is_not_there_is_made_for_its_owner_alone() throws IOException {
        String key = KeyFile.readOrCreate(file);
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(list()).containsExactly("admin.key");
    }

    @Test
    void a_key_stays_what_it_is() {
        assertThat(KeyFile.readOrCreate(file)).isEqualTo(KeyFile.readOrCreate(file));
    }

    @Test
    void no_two_keys_are_the_same() {
        assertThat(KeyFile.readOrCreate(file)).isNotEqualTo(KeyFile.readOrCreate(directory.resolve("token.key")));
    }

    @Test
    void a_link_in_the_place_of_a_key_is_not_followed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "0123456789abcdef0123456789abcdef");
        Files.createSymbolicLink(file, victim);
        assertThatThrownBy(() -> KeyFile.readOrCreate(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("it is a link, and none is followed here");
    }

    @Test
    void a_new_key_starts_with_the_prefix() {
        assertThat(KeyFile.readOrCreate(file, "whsec_")).matches("whsec_[0-9a-f]{64}");
    }

    @RepeatedTest(20)
    void all_who_make_the_key_at_the_same_time_get_the_same_one() throws Exception {
        int readers = 4;
        CyclicBarrier start = new CyclicBarrier(readers);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        Callable<String> reader = () -> {
            start.await();
            return KeyFile.readOrCreate(file);
        };
        Set<String> keys = new TreeSet<>();
        for (Future<String> key : threads.invokeAll(Collections.nCopies(readers, reader))) {
            keys.add(key.get());
        }
        threads.shutdown();
        assertThat(keys).hasSize(1);
        assertThat(list()).containsExactly("admin.key");
    }

    @Test
    void a_key_that_a_person_wrote_is_taken_without_its_line_end() throws IOException {
        Files.writeString(file, "  a-key-that-I-made-up \r\n");
        assertThat(KeyFile.readOrCreate(file)).isEqualTo("a-key-that-I-made-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rwxrwxrwx", "rw----r--"})
    void a_key_that_is_open_to_others_is_closed(String open) throws IOException {
        String key = KeyFile.readOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
        assertThat(KeyFile.readOrCreate(file)).isEqualTo(key);
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void a_key_that_its_owner_cannot_change_is_left_alone() throws IOException {
        KeyFile.readOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        KeyFile.readOrCreate(file);
        assertThat(mode()).isEqualTo("r--------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "fifteen-letters", "with a space in the middle", "열쇠가 아닌 것이 들어 있는 파일"})
    void a_file_without_a_proper_key_is_refused_and_kept(String content) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> KeyFile.readOrCreate(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("admin.key holds no key");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void a_directory_or_a_large_file_is_no_key() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> KeyFile.readOrCreate(file)).hasMessageContaining("is not a file");
        Path large = directory.resolve("large");
        Files.writeString(large, "x".repeat(2_000));
        assertThatThrownBy(() -> KeyFile.readOrCreate(large)).hasMessageContaining("too large");
        assertThatThrownBy(() -> KeyFile.readOrCreate(directory.resolve("missing/admin.key")))
                .isInstanceOf(UnusableKey.class)
                .hasMessageEndingWith("no such file or directory");
    }

    @Test
    void a_configured_admin_key_needs_no_file() {
        assertThat(AdminKey.of("configured", file).matches("configured")).isTrue();
        assertThat(file).doesNotExist();
        AdminKey fromFile = AdminKey.of(null, file);
        assertThat(fromFile.matches(KeyFile.readOrCreate(file))).isTrue();
        assertThat(fromFile.matches("configured")).isFalse();
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
