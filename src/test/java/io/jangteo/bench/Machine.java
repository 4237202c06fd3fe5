package io.jangteo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on, and what a commit costs there, in one line. */
final class Machine {
    private static final int FLUSHES = 101;
    private static final int PAGE_BYTES = 4 * 1024;
    private static final long BYTES_PER_GIGABYTE = 1L << 30;

    private Machine() {}

    static String describe(Path directory) throws IOException {
        String type = Files.getFileStore(directory).type();
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %d GB, %s, Java %s; the database on %s, where appending 4 KB and a flush take %.2f ms%s;"
                        + " every change is flushed before its reply.",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes() / BYTES_PER_GIGABYTE,
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                type,
                flushMillis(directory),
                type.equals("tmpfs") ? ", SINCE IT IS MEMORY" : "");
    }

    /** The median time of a flush after a page was appended. */
    static double flushMillis(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "flush", null);
        double[] millis = new double[FLUSHES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FLUSHES; i++) {
                channel.write(ByteBuffer.allocate(PAGE_BYTES));
                long start = System.nanoTime();
                channel.force(false);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        } finally {
            Files.delete(file);
        }
        return Measurement.median(millis);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
