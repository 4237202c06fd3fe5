package io.jangteo.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command under which a process runs traced. The process stays its starter's own: the tracer is its grandchild. */
final class Strace {
    /** Every call that changes a file or a name, makes one of them durable, or writes to a socket. */
    private static final String DISK_CALLS = "openat,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,"
            + "ftruncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat";

    private static final String DATA_MAX_BYTES = "4194304";

    private Strace() {}

    /** Notes all that the process does to the disk, with the data, and what it writes to sockets. */
    static List<String> noting(Path trace) {
        List<String> command = notingSlowly(trace, "");
        // The system filters the calls, which spares the others their stops; but it hides them from an injection.
        command.add("--seccomp-bpf");
        return command;
    }

    /** The same, with calls that fail as the injection says, if there is one. */
    static List<String> notingSlowly(Path trace, String injection) {
        List<String> command = command(trace);
        command.addAll(List.of("-y", "-s", DATA_MAX_BYTES, "-e", "trace=" + DISK_CALLS));
        if (!injection.isEmpty()) {
            command.addAll(List.of("-e", "inject=" + injection));
        }
        return command;
    }

    /** Makes calls fail as the injection says; an empty file means every file. */
    static List<String> failing(Path trace, List<Path> files, String calls, String injection) {
        List<String> command = command(trace);
        command.addAll(List.of("-ttt", "-s", "64"));
        files.forEach(file -> command.addAll(List.of("-P", file.toString())));
        command.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + calls + ":" + injection));
        return command;
    }

    private static List<String> command(Path trace) {
        return new ArrayList<>(List.of("strace", "-D", "-f", "-qq", "-o", trace.toString()));
    }
}
