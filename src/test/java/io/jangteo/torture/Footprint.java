package io.jangteo.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds, as Linux tells it.
 *
 * @param files open files and sockets
 * @param megabytes resident memory
 */
record Footprint(long threads, long files, long megabytes) {
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    static Footprint of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<String> status = Files.lines(process.resolve("status"))) {
            long kilobytes = status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            return new Footprint(
                    count(process.resolve("task")), count(process.resolve("fd")), kilobytes / KILOBYTES_PER_MEGABYTE);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
