package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Customer.Settled;
import io.jangteo.torture.SmallDisk.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A disk that fills up under load, stays full while nobody calls, and is freed: the server says so, loses nothing, and
 * serves again without a restart. On a file system that refuses at the write, and on one that may at the flush.
 */
final class DiskFullCampaign implements Campaign {
    /** More than fit into a log that was not begun anew. */
    private static final int SMALL_COMMITS_MAX = 10_000;

    private static final int FILLS = 20;
    private static final int ANSWERS_BEFORE = 300;
    private static final int TURNED_AWAY = 60;
    private static final Duration FILL_MAX = Duration.ofMinutes(1);
    private static final Duration UNREADY_MAX = Duration.ofSeconds(5);
    private static final int LOOKS = 3;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1_100);
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(10);

    private final List<String> findings = new ArrayList<>();
    private final List<Customers> crowds = new ArrayList<>();
    private final List<Long> recoveryMillis = new ArrayList<>();
    private Settled settled = Settled.NOTHING;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public List<String> needs() {
        return List.of("mount", "mkfs.ext4", "loop");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int fills = Math.max(Kind.values().length, scale.of(FILLS));
        try (Scratch scratch = new Scratch(name())) {
            String control = "";
            for (Kind kind : Kind.values()) {
                try (SmallDisk disk = new SmallDisk(kind, scratch.directory())) {
                    Jar jar = new Jar(scratch.directory()).variable("JANGTEO_ADMIN_KEY", Lives.KEY);
                    fillAndFree(jar, disk, fills / Kind.values().length);
                    control = kind == Kind.TMPFS ? control(jar, disk) : control;
                }
            }
            scratch.keepFor(findings);
            return new Outcome(fills, List.copyOf(findings), control, facts());
        }
    }

    private void fillAndFree(Jar jar, SmallDisk disk, int fills) throws Exception {
        List<Customers> here = new ArrayList<>();
        try (JarServer server = serve(jar, disk)) {
            ShopClient shop = Lives.client(server);
            for (int fill = 0; fill < fills; fill++) {
                Customers crowd = new Customers(shop, Seed.of(name() + disk.name(), fill));
                here.add(crowd);
                int logged = server.err().length();
                fillUnderLoad(shop, disk, crowd);
                requireUnready(shop, disk);
                LogLines.saidTwice(server.err().substring(logged))
                        .forEach(line -> findings.add("logged on a full " + disk.name() + " " + line));
                disk.free();
                awaitRecovery(shop, disk);
                settled = settled.plus(crowd.settle(shop));
                findings.addAll(BooksOverHttp.violations(shop));
            }
            if (server.stop() != 0) {
                findings.add("SIGTERM after a full disk ended with another status than 0: " + server.err());
            }
        }
        try (JarServer server = serve(jar, disk)) {
            ShopClient shop = Lives.client(server);
            here.forEach(crowd -> crowd.look(shop));
            findings.addAll(BooksOverHttp.violations(shop));
            server.stop();
        }
        here.forEach(crowd -> findings.addAll(crowd.faults()));
        crowds.addAll(here);
    }

    /** Ends with the load, once enough were turned away, or everybody waits to be told what became of the last call. */
    private void fillUnderLoad(ShopClient shop, SmallDisk disk, Customers crowd) throws InterruptedException {
        AtomicBoolean full = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(ANSWERS_BEFORE);
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(() -> crowd.shop(shop, () -> !full.get(), busy::countDown));
        try {
            busy.await(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS);
            await().atMost(FILL_MAX).until(() -> {
                disk.fill();
                return crowd.refused("STORAGE_FULL") + crowd.refused("OVERLOADED") >= TURNED_AWAY || load.isDone();
            });
        } finally {
            full.set(true);
            load.join();
        }
    }

    /** Nobody calls: the readiness finds out by itself, and keeps saying so. */
    private void requireUnready(ShopClient shop, SmallDisk disk) {
        disk.fill();
        fillLog(shop);
        try {
            // An answer may be shared for a second, and the last one may be from before.
            await().atMost(UNREADY_MAX).pollInterval(LOOK_AGAIN).until(() -> {
                boolean isReady = isReady(shop);
                if (isReady) {
                    // A log whose pages have just been moved begins anew, and has room again.
                    disk.fill();
                    fillLog(shop);
                }
                return !isReady;
            });
        } catch (ConditionTimeoutException thrown) {
            findings.add("ready on a full " + disk.name());
            return;
        }
        for (int look = 0; look < LOOKS; look++) {
            if (isReady(shop) && addUser(shop) == 503) {
                findings.add("ready again on a " + disk.name() + " that is still full");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** The log has room of its own in its file: as long as a small commit fits there, the shop is rightly ready. */
    private static void fillLog(ShopClient shop) {
        int status = 0;
        for (int commit = 0; commit < SMALL_COMMITS_MAX && status != 503; commit++) {
            status = addUser(shop);
        }
    }

    private static int addUser(ShopClient shop) {
        return shop.post("/api/v1/admin/users", Map.of("name", "한 사람")).status();
    }

    private static boolean isReady(ShopClient shop) {
        return shop.get("/health/ready").status() != 503;
    }

    private void awaitRecovery(ShopClient shop, SmallDisk disk) {
        long start = System.nanoTime();
        await().atMost(FILL_MAX)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> shop.get("/health/ready").status() == 200);
        shop.user("손님");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        recoveryMillis.add(millis);
        if (millis > RECOVERY_MAX.toMillis()) {
            findings.add("it took " + millis + " ms to serve again on a freed " + disk.name());
        }
    }

    private String control(Jar jar, SmallDisk disk) {
        String planted = PlantedLoss.control(() -> serve(jar, disk), data(disk));
        boolean logSeen = LogLines.saidTwice("no room after 17 ms\nmore\nno room after 18 ms\n")
                        .size()
                == 1;
        return planted.isEmpty() || !logSeen ? "" : planted + "; 1 line logged twice: found";
    }

    private static JarServer serve(Jar jar, SmallDisk disk) {
        return jar.serve("--data", data(disk).toString(), "--order-ttl", "PT24H");
    }

    private static Path data(SmallDisk disk) {
        return disk.path().resolve("data");
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("file systems", "tmpfs and ext4");
        facts.put(
                "acknowledged",
                "%,d"
                        .formatted(crowds.stream()
                                .mapToInt(Customers::acknowledgedCalls)
                                .sum()));
        facts.put("STORAGE_FULL", "%,d".formatted(refused("STORAGE_FULL")));
        facts.put("OVERLOADED", "%,d".formatted(refused("OVERLOADED")));
        facts.put("settled by key", "%,d".formatted(settled.happened() + settled.notHappened()));
        facts.put("of those had happened", "%,d".formatted(settled.happened()));
        facts.put("served again", new Spread(recoveryMillis).toString());
        return facts;
    }

    private int refused(String code) {
        return crowds.stream().mapToInt(crowd -> crowd.refused(code)).sum();
    }
}
