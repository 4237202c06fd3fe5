package io.jangteo.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Probes what a campaign needs beyond Java: a program that is there may still be refused by the system. */
final class Needs {
    private static final long PROBE_MAX_SECONDS = 30;

    private Needs() {}

    /** The needs that this machine does not meet. */
    static List<String> lacking(Campaign campaign) {
        return campaign.needs().stream().filter(need -> !isMet(need)).toList();
    }

    private static boolean isMet(String need) {
        return switch (need) {
            case "strace" -> works("strace", "-f", "-o", "/dev/null", "true");
            case "mount" -> canMount(false);
            case "loop" -> canMount(true);
            case "/proc/self/fd" -> Files.isDirectory(Path.of(need));
            default -> works("sh", "-c", "command -v \"$0\"", need);
        };
    }

    private static boolean canMount(boolean fromFile) {
        try {
            Path probe = Files.createTempDirectory("jangteo-mount");
            Path image = probe.resolve("image");
            Path point = Files.createDirectory(probe.resolve("point"));
            try {
                return (fromFile ? mountsFile(image, point) : works("mount", "-t", "tmpfs", "tmpfs", point.toString()))
                        && works("umount", point.toString());
            } finally {
                Files.deleteIfExists(image);
                Files.delete(point);
                Files.delete(probe);
            }
        } catch (IOException thrown) {
            return false;
        }
    }

    private static boolean mountsFile(Path image, Path point) {
        return works("mkfs.ext4", "-q", "-F", image.toString(), "4M")
                && works("mount", "-o", "loop", image.toString(), point.toString());
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PROBE_MAX_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException thrown) {
            return false;
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
