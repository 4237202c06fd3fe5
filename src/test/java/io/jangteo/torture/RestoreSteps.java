package io.jangteo.torture;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.database.Backup;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Restore;
import io.jangteo.wire.ApiCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks a restore off at each of its system calls on the shop's files, by a kill and by an I/O error. The shop that is
 * replaced was itself killed, with acknowledged charges in its log. After each break a start finds the shop from before
 * or the restored one, whole, and a second restore works.
 */
public final class RestoreSteps {
    /** Names, and names of families of names, of the calls with which files are changed. */
    public static final List<String> CALLS =
            List.of("/^rename", "/^unlink", "/^f(data)?sync$", "ftruncate", "pwrite64", "openat");

    private static final String KEY = "the-key-of-the-admin";
    private static final long PATIENCE_SECONDS = 120;
    /** Far more than there are calls. */
    private static final int NEVER = 60_000;
    /** The process, and a call that begins. */
    private static final Pattern CALL = Pattern.compile("^[0-9]+ +[a-z0-9]+\\(");

    private final Path scratch;
    private final List<String> command;
    private final Path killed;
    private final Path copy;
    private final String before;
    private final String restored;
    private final List<String> findings = new ArrayList<>();
    private int breaks;
    private int foundBefore;
    private int foundRestored;

    /** @param command runs the command line, up to the name of a command */
    public RestoreSteps(Path scratch, List<String> command) throws IOException {
        this.scratch = scratch;
        this.command = command;
        this.killed = Files.createDirectory(scratch.resolve("killed"));
        this.copy = scratch.resolve("copy.db");
        this.before = makeKilledShop();
        this.restored = makeCopy();
    }

    /**
     * Breaks the restore off at the first step of a family of calls, at each {@code every}-th one after it, and at the
     * last one.
     *
     * @param fault what is injected, in the words of strace: {@code signal=KILL} or {@code error=EIO}
     */
    public void run(String calls, String fault, int every) throws Exception {
        int last = count(calls);
        require(last > 0, calls + ": a restore makes no such call");
        for (int step = 1; step < last; step += every) {
            breakOff(calls, fault, step);
        }
        breakOff(calls, fault, last);
    }

    private void breakOff(String calls, String fault, int step) throws Exception {
        Path data = copyOfKilled("data");
        Broken broken = restoreBrokenOff(data, calls, fault, step);
        String where = fault + " at " + calls + " " + step + ": ";
        require(broken.injected(), where + "nothing was broken off");
        require(
                !fault.startsWith("error") || List.of(0, 1).contains(broken.status()),
                where + "status " + broken.status() + " " + broken.err());
        breaks++;
        check(where, data, broken.status() == 0);
    }

    /** How many such calls a whole restore makes. */
    private int count(String calls) throws Exception {
        Path data = copyOfKilled("data");
        Broken whole = restoreBrokenOff(data, calls, "signal=KILL", NEVER);
        require(whole.status() == 0, calls + " without a fault: " + whole.err());
        require(restored.equals(look(data)), calls + " without a fault: not the restored shop");
        return whole.calls();
    }

    /** What went wrong; empty if all held. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** How often a restore was broken off. */
    public int breaks() {
        return breaks;
    }

    /** How often a start then found the shop from before. */
    public int foundBefore() {
        return foundBefore;
    }

    /** How often a start then found the restored shop. */
    public int foundRestored() {
        return foundRestored;
    }

    /** Puts the restored database beside the log of the one from before, and takes that log away from it: both are seen. */
    String control() throws Exception {
        Path mixed = copyOfKilled("data");
        Files.copy(copy, mixed.resolve("jangteo.db"), StandardCopyOption.REPLACE_EXISTING);
        Path lost = copyOf(killed, "lost");
        Files.delete(lost.resolve("jangteo.db-wal"));
        String ofMixed = look(mixed);
        String ofLost = look(lost);
        boolean lostIsSeen = !ofLost.equals(before) && !ofLost.equals(restored);
        return lostIsSeen ? "a lost log is seen; a foreign log gives " + ofMixed : "";
    }

    private record Broken(boolean injected, int calls, int status, String err) {}

    private void check(String where, Path data, boolean succeeded) throws Exception {
        Path again = copyOf(data, "again");
        String shop = look(data);
        if (shop.equals(before) && !succeeded) {
            foundBefore++;
        } else if (shop.equals(restored)) {
            foundRestored++;
        } else {
            findings.add(where + (succeeded ? "said to be done, " : "") + shop + " where " + before + " was");
        }
        try (Stream<Path> files = Files.list(data)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("restored") || name.contains("before"))
                    .forEach(name -> findings.add(where + name + " was left after a start"));
        }
        try {
            Restore.checked(new DataDirectory(again), copy, true, ignored -> Optional.empty());
            require(restored.equals(look(again)), where + "a second restore gives another shop");
        } catch (RuntimeException thrown) {
            findings.add(where + "a second restore: " + thrown.getMessage());
        }
    }

    /** What a start finds: every user with the points, and whether the books balance. */
    private static String look(Path data) {
        try (Jangteo shop = start(data)) {
            List<String> users = shop.database()
                    .read(handle -> handle.createQuery("SELECT name || ' ' || point FROM shop_user ORDER BY id")
                            .mapTo(String.class)
                            .list());
            return users + (shop.books().balanced() ? "" : " whose books do not balance");
        } catch (RuntimeException thrown) {
            return "no start: " + thrown.getMessage();
        }
    }

    private Broken restoreBrokenOff(Path data, String calls, String fault, int step) throws Exception {
        Path trace = scratch.resolve("trace");
        Path err = scratch.resolve("err");
        List<String> all = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
        for (String name : names()) {
            all.addAll(List.of("-P", data.resolve(name).toString()));
        }
        all.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + calls + ":" + fault + ":when=" + step));
        all.addAll(command);
        all.addAll(List.of("restore", "--force", "--data", data.toString(), copy.toString()));
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("A restore does not end: " + Files.readString(err));
        }
        String traced = Files.readString(trace);
        boolean injected = traced.contains("(INJECTED)") || traced.contains("killed by SIGKILL");
        long count = traced.lines().filter(line -> CALL.matcher(line).find()).count();
        return new Broken(injected, Math.toIntExact(count), process.exitValue(), Files.readString(err));
    }

    /** All files that a restore touches, and the directory. */
    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("", "jangteo.lock"));
        for (String file : List.of("jangteo.db", "jangteo.db.restored", "jangteo.db.restored.empty")) {
            for (String suffix : List.of("", "-wal", "-shm", "-journal", "-wal.before", "-shm.before")) {
                names.add(file + suffix);
            }
        }
        return names;
    }

    private String makeKilledShop() throws IOException {
        Path alive = scratch.resolve("alive");
        long user;
        try (Jangteo shop = start(alive)) {
            user = user(shop, "before");
            charge(shop, user);
        }
        try (Jangteo shop = start(alive)) {
            for (int i = 0; i < 4; i++) {
                charge(shop, user);
            }
            user(shop, "later");
            // As a kill leaves them: the log holds what was acknowledged since the start.
            for (String name : List.of("jangteo.db", "jangteo.db-wal", "admin.key")) {
                if (Files.exists(alive.resolve(name))) {
                    Files.copy(alive.resolve(name), killed.resolve(name));
                }
            }
        }
        if (Files.size(killed.resolve("jangteo.db-wal")) == 0) {
            throw new IllegalStateException("The log of the killed shop is empty");
        }
        return look(copyOfKilled("look"));
    }

    private String makeCopy() {
        Path other = scratch.resolve("other");
        try (Jangteo shop = start(other)) {
            charge(shop, user(shop, "restored"));
            Backup.take(other.resolve("jangteo.db"), copy);
        }
        return look(other);
    }

    private Path copyOfKilled(String name) throws IOException {
        return copyOf(killed, name);
    }

    private Path copyOf(Path directory, String name) throws IOException {
        Path target = scratch.resolve(name);
        if (Files.exists(target)) {
            try (Stream<Path> files = Files.walk(target)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        new DataDirectory(target).create();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }

    private static Jangteo start(Path data) {
        return Jangteo.start(Config.builder().port(0).data(data).adminKey(KEY).build());
    }

    private static long user(Jangteo shop, String name) {
        return call(shop)
                .json(Map.of("name", name))
                .post("/admin/users")
                .require(201)
                .number("id");
    }

    private static void charge(Jangteo shop, long user) {
        call(shop)
                .json(Map.of("amount", 1_000))
                .post("/users/{id}/points/charge", user)
                .require(200);
    }

    private static ApiCall call(Jangteo shop) {
        return ApiCall.to(shop.baseUrl()).basePath("/api/v1").bearer(KEY);
    }
}
