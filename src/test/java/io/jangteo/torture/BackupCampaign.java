package io.jangteo.torture;

import io.jangteo.jar.DatabaseFile;
import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Backups while eight write, by the call and by the command in turn, and the books beside them. Each is restored into a
 * fresh directory, whose shop must be the one of some moment after the backup began.
 */
final class BackupCampaign implements Campaign {
    private static final int BACKUPS = 30;
    private static final int ANSWERS_MAX = 200;

    private final List<String> findings = new ArrayList<>();
    private final List<Customers> crowds = new ArrayList<>();
    private final List<Long> backupMillis = new ArrayList<>();
    private final List<Long> restoreMillis = new ArrayList<>();
    private Jar jar;
    private Path directory;

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int backups = scale.of(BACKUPS);
        try (Scratch scratch = new Scratch(name())) {
            directory = scratch.directory();
            jar = new Jar(directory).variable("JANGTEO_ADMIN_KEY", Lives.KEY);
            String control;
            try (JarServer server = serve(directory.resolve("data"))) {
                ShopClient shop = Lives.client(server);
                for (int round = 0; round < backups; round++) {
                    backUpAndRestore(shop, round);
                }
                findings.addAll(BooksOverHttp.violations(shop));
                control = control(shop);
                server.stop();
            }
            verify(directory.resolve("data"), "after the last backup");
            crowds.forEach(crowd -> findings.addAll(crowd.faults()));
            scratch.keepFor(findings);
            return new Outcome(backups, List.copyOf(findings), control, facts());
        }
    }

    private void backUpAndRestore(ShopClient shop, int round) throws Exception {
        Random random = Seed.of(name(), round);
        Customers crowd = new Customers(shop, random);
        crowds.add(crowd);
        CountDownLatch busy = new CountDownLatch(1 + random.nextInt(ANSWERS_MAX));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(() -> crowd.shop(shop, () -> !done.get(), busy::countDown));
        List<Integer> before;
        Path copy;
        try {
            busy.await(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS);
            before = crowd.customers().stream().map(Customer::acknowledgedCalls).toList();
            long start = System.nanoTime();
            copy = round % 2 == 0 ? backUpByCall(shop) : backUpByCommand(round);
            backupMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            verify(directory.resolve("data"), "under load");
            findings.addAll(BooksOverHttp.violations(shop));
        } finally {
            done.set(true);
            load.join();
        }
        restoreAndLook(copy, "restored-" + round, crowd, before);
    }

    private Path backUpByCall(ShopClient shop) {
        String file = shop.post("/api/v1/admin/backup", Map.of())
                .require(200)
                .json()
                .get("file")
                .asText();
        return directory.resolve("data").resolve("backups").resolve(file);
    }

    private Path backUpByCommand(int round) {
        Path copy = directory.resolve("copy-" + round + ".db");
        Jar.Outcome backup =
                jar.run("backup", "--data", directory.resolve("data").toString(), "--to", copy.toString());
        if (backup.status() != 0) {
            findings.add("backup ended with " + backup.status() + ": " + backup.err());
        }
        return copy;
    }

    private void restoreAndLook(Path copy, String name, Customers crowd, List<Integer> before) {
        Path data = restore(copy, name);
        try (JarServer server = serve(data)) {
            ShopClient restored = Lives.client(server);
            findings.addAll(BooksOverHttp.violations(restored));
            for (int i = 0; i < before.size(); i++) {
                Customer customer = crowd.customers().get(i);
                if (!customer.isSnapshot(restored, before.get(i))) {
                    findings.add(name + " holds user " + customer.userId() + " as at no moment since the backup began: "
                            + Account.read(restored, customer.userId()));
                }
            }
            // What was there long before is there to the last entry.
            crowds.stream().filter(other -> other != crowd).forEach(other -> other.look(restored));
            server.stop();
        }
        verify(data, "restored");
    }

    private Path restore(Path copy, String name) {
        Path data = directory.resolve(name);
        long start = System.nanoTime();
        Jar.Outcome restore = jar.run("restore", "--data", data.toString(), copy.toString());
        restoreMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        if (restore.status() != 0) {
            findings.add("restore ended with " + restore.status() + ": " + restore.err());
        }
        return data;
    }

    private void verify(Path data, String when) {
        Jar.Outcome verify = jar.run("verify", "--data", data.toString());
        if (verify.status() != 0) {
            findings.add("verify " + when + " ended with " + verify.status() + ": " + verify.out() + verify.err());
        }
    }

    private JarServer serve(Path data) {
        return jar.serve("--data", data.toString(), "--order-ttl", "PT24H", "--write-queue-wait", "PT1M");
    }

    /** A restored copy that lacks one charge, which its books do not show, and one with a point too many, which they do. */
    private String control(ShopClient shop) throws IOException {
        Customer customer = new Customers(shop, new Random(0)).customers().get(0);
        Sent lost = customer.chargeOnce(shop);
        Path data = restore(backUpByCall(shop), "planted");
        boolean complete;
        boolean lacksCharge;
        try (DatabaseFile database = new DatabaseFile(data)) {
            complete = isSnapshot(data, customer);
            PlantedLoss.lose(database, customer.userId(), lost);
            lacksCharge = !isSnapshot(data, customer);
            database.execute("UPDATE shop_user SET point = point + 1 WHERE id = " + customer.userId());
        }
        boolean unbalanced = jar.run("verify", "--data", data.toString()).status() == 1;
        return complete && lacksCharge && unbalanced ? "a copy without 1 charge, and with 1 point too many: found" : "";
    }

    private boolean isSnapshot(Path data, Customer customer) {
        try (JarServer server = serve(data)) {
            boolean is = customer.isSnapshot(Lives.client(server), 1);
            server.stop();
            return is;
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "acknowledged under way",
                "%,d"
                        .formatted(crowds.stream()
                                .mapToInt(Customers::acknowledgedCalls)
                                .sum()));
        facts.put("backups", new Spread(backupMillis).toString());
        facts.put("restores with their checks", new Spread(restoreMillis).toString());
        facts.put("verified under load", Integer.toString(backupMillis.size()));
        return facts;
    }
}
