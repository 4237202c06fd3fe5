package io.jangteo.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One way in which the disk fails.
 *
 * @param target which file's calls fail
 * @param calls the system calls, as strace names them
 * @param error what they say
 * @param first the first that fails, counted in each thread
 * @param lasts whether all after it fail too
 */
record DiskFault(Target target, String calls, String error, int first, boolean lasts) {
    private static final String WRITE = "write,pwrite64";
    private static final String FLUSH = "fsync,fdatasync";
    private static final String TRUNCATE = "ftruncate";
    private static final String RENAME = "rename,renameat,renameat2,link,linkat";
    /** A flush that fails takes this long, so that there is no doubt who waited for it. */
    static final int FLUSH_MICROSECONDS = 300_000;

    /** Where it strikes. */
    enum Target {
        DATABASE("jangteo.db", WRITE, FLUSH, TRUNCATE),
        LOG("jangteo.db-wal", WRITE, FLUSH, TRUNCATE),
        JOURNAL("data-platform.jsonl", WRITE, FLUSH, "openat"),
        DIRECTORY("", FLUSH, RENAME, "openat");

        private final String file;
        private final List<String> calls;

        Target(String file, String... calls) {
            this.file = file;
            this.calls = List.of(calls);
        }
    }

    /** Every kind once with each error. */
    static List<DiskFault> kinds() {
        List<DiskFault> kinds = new ArrayList<>();
        for (String error : List.of("EIO", "ENOSPC")) {
            for (Target target : Target.values()) {
                target.calls.forEach(calls -> kinds.add(new DiskFault(target, calls, error, 1, false)));
            }
        }
        return kinds;
    }

    /** The same kind at some other time, once or for good. */
    DiskFault at(Random random) {
        return new DiskFault(target, calls, error, 1 + random.nextInt(reached()), random.nextInt(3) == 0);
    }

    /** The number of such calls that a life is likely to make. */
    private int reached() {
        boolean common = calls.equals(WRITE) || calls.equals(FLUSH);
        return switch (target) {
            case LOG -> common ? 40 : 2;
            case JOURNAL -> 12;
            case DATABASE -> calls.equals(WRITE) ? 12 : 2;
            case DIRECTORY -> 2;
        };
    }

    boolean isFlush() {
        return calls.equals(FLUSH);
    }

    /** The command under which the server's disk fails so. */
    List<String> strace(Path trace, Path data) {
        String delay = isFlush() && !lasts ? ":delay_enter=" + FLUSH_MICROSECONDS : "";
        String injection = "error=" + error + delay + ":when=" + first + (lasts ? "+" : "");
        // A rename is of some file in the directory, whose name nobody knows beforehand.
        List<Path> files = calls.equals(RENAME) ? List.of() : List.of(file(data));
        return Strace.failing(trace, files, calls, injection);
    }

    private Path file(Path data) {
        return target.file.isEmpty() ? data : data.resolve(target.file);
    }

    @Override
    public String toString() {
        return "%s %s %s at %d%s".formatted(target, calls, error, first, lasts ? " and after" : "");
    }
}
