package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies, keys and locks on a file system that is full: one in memory, which only the shop's process sees. */
class FullDiskIT {
    private static final String KEY = "an-admin-key-for-tests";
    private static final int CHUNK_BYTES = 4_096;
    private static final String JAR =
            Path.of(System.getProperty("jangteo.jar", "target/jangteo.jar")).toString();

    @TempDir
    Path directory;

    @Test
    void a_copy_and_a_snapshot_are_refused_while_there_is_no_room_and_leave_nothing() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        List<String> arguments = List.of("--port", "0", "--test-mode", "--data", disk.toString(), "--admin-key", KEY);
        Path err = directory.resolve("err");
        Process process = onDisk(disk, "exec \"$@\"", command(arguments))
                .redirectError(err.toFile())
                .start();
        try (JarServer server = new JarServer(process, err)) {
            ShopClient shop = new ShopClient(server, KEY);
            shop.user("김하나");
            Path inside = Path.of("/proc/" + process.pid() + "/root" + disk.toRealPath());
            Path filler = fill(inside);
            assertStorageFull(shop.post("/api/v1/admin/backup", Map.of()));
            assertStorageFull(shop.post("/api/v1/admin/snapshots", Map.of("name", "kept")));
            assertThat(list(inside.resolve("backups"))).isEmpty();
            assertThat(list(inside.resolve("snapshots"))).isEmpty();
            Files.delete(filler);
            shop.post("/api/v1/admin/backup", Map.of()).require(200);
            shop.post("/api/v1/admin/snapshots", Map.of("name", "kept")).require(200);
            assertThat(list(inside.resolve("snapshots"))).containsExactly("kept.db");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void the_commands_say_in_one_line_that_there_is_no_room() throws Exception {
        Path prepared = directory.resolve("prepared");
        Jar jar = new Jar(directory).variable("JANGTEO_ADMIN_KEY", KEY);
        try (JarServer server = jar.serve("--data", prepared.toString())) {
            assertThat(server.stop()).isZero();
        }
        Path disk = Files.createDirectory(directory.resolve("disk"));
        String fill = "cp -r '" + prepared + "/.' \"$0\" && rm -f \"$0\"/*.key; dd if=/dev/zero of=\"$0/filler\" bs=4k"
                + " 2>/dev/null; ";
        String some = "truncate -s -100K \"$0/filler\"; ";
        String list = "; echo status $?; ls -R \"$0\"";
        List<String> backup = lines(disk, fill + some + "\"$@\" 2>&1" + list, "backup", "--data", disk.toString());
        assertThat(backup.get(0)).startsWith("jangteo: The disk has no room for the copy in ");
        assertThat(backup.get(1)).isEqualTo("status 1");
        assertThat(backup).noneMatch(line -> line.contains(".part") || line.startsWith("jangteo-2"));
        List<String> start = lines(disk, fill + "\"$@\" 2>&1" + list, "--port", "0", "--data", disk.toString());
        assertThat(start.get(0)).startsWith("jangteo: ");
        assertThat(start.get(1)).isEqualTo("status 1");
        assertThat(start).noneMatch(line -> line.contains(".part") || line.endsWith(".key"));
    }

    private static void assertStorageFull(Response answer) {
        assertThat(answer.require(503).json().get("code").asText()).isEqualTo("STORAGE_FULL");
    }

    private List<String> lines(Path disk, String script, String... arguments) throws Exception {
        Path out = directory.resolve("out");
        Process process = onDisk(disk, script, command(List.of(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out);
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(JAR).toAbsolutePath().toString()));
        command.addAll(arguments);
        return command;
    }

    /** Runs a script that sees a small disk of its own in this place: the place is {@code $0}, the command {@code $@}. */
    private static ProcessBuilder onDisk(Path disk, String script, List<String> command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
        all.add("mount -t tmpfs -o size=4m,mode=0700 none \"$0\" && { " + script + "; }");
        all.add(disk.toString());
        all.addAll(command);
        return new ProcessBuilder(all);
    }

    private static Path fill(Path inside) throws IOException {
        Path filler = inside.resolve("filler");
        try (OutputStream output = Files.newOutputStream(filler)) {
            while (true) {
                output.write(new byte[CHUNK_BYTES]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
