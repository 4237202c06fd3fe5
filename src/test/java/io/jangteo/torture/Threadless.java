package io.jangteo.torture;

import io.jangteo.dataplatform.Receiver;
import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server under a user of its own, since the administrator's threads are not counted, whose number of threads is held
 * where it stands while new customers come.
 */
final class Threadless implements AutoCloseable {
    private static final String KEY = "an-admin-key-for-torture";
    /** No account of this number is needed, and nobody else has it. */
    private static final String USER = "54321";

    private static final List<String> AS_USER = List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups");

    private static final int CUSTOMERS = 16;
    private static final int CALLS_WITHOUT_THREADS = 60;
    private static final Duration WITHOUT_THREADS_MAX = Duration.ofSeconds(10);
    private static final Duration BACK_MAX = Duration.ofMinutes(1);
    private static final Duration TOLD_MAX = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;

    private final Receiver receiver = new Receiver();
    private final JarServer server;
    private final ShopClient shop;
    private final long product;
    private final Queue<Long> paid = new ConcurrentLinkedQueue<>();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Path data;
    private long backMillisMax;

    Threadless(Path directory) throws IOException {
        data = directory.resolve("data");
        Jar jar = new Jar(directory).variable("JANGTEO_ADMIN_KEY", KEY).copied();
        for (Path open : List.of(directory, jar.temporaryFiles())) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        server = jar.under(AS_USER)
                .serve(
                        "--data",
                        data.toString(),
                        "--test-mode",
                        "--data-platform",
                        receiver.address().toString());
        shop = new ShopClient(server, KEY);
        product = shop.product("apple", 1);
    }

    /** Customers come before, while no thread can be started, and after. */
    void round() throws IOException, InterruptedException {
        List<Thread> customers = new ArrayList<>();
        AtomicLong goal = new AtomicLong(Long.MAX_VALUE);
        for (int i = 0; i < CUSTOMERS; i++) {
            Thread customer = new Thread(() -> buyUntil(goal), "customer");
            customer.setDaemon(true);
            customers.add(customer);
        }
        limitThreads(number("status", "Threads:", 0));
        long from = tried.get();
        customers.forEach(Thread::start);
        try {
            Awaitility.await().atMost(WITHOUT_THREADS_MAX).until(() -> tried.get() - from >= CALLS_WITHOUT_THREADS);
        } catch (ConditionTimeoutException stuck) {
            // Nobody is answered without threads; that is no fault as long as they are afterwards.
        }
        limitThreads(number("limits", "Max processes", 1));
        awaitBack();
        goal.set(0);
        for (Thread customer : customers) {
            customer.join();
        }
    }

    /** Looks whether everything was told, once the back-off is over; gives what the same look finds if one was lost. */
    String end() {
        if (!server.isAlive()) {
            findings.add("it ended for lack of threads: " + server.err());
            return "";
        }
        try {
            shop.post("/api/v1/admin/clock/advance", Map.of("duration", "PT6H")).require(200);
        } catch (UncheckedIOException | AssertionError thrown) {
            findings.add("recurring work that was due does not come to its end: " + thrown);
        }
        try {
            Awaitility.await().atMost(TOLD_MAX).until(() -> untold().isEmpty());
        } catch (ConditionTimeoutException thrown) {
            List<Long> untold = untold();
            findings.add(untold.size() + " paid orders were not told, such as " + untold.get(0));
        }
        findings.addAll(BooksOverHttp.violations(shop));
        lookForPaid();
        receiver.received.remove(0);
        return untold().isEmpty() ? "" : "a message that the receiver had lost was seen";
    }

    List<String> findings() {
        return new ArrayList<>(findings);
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long unanswered() {
        return unanswered.get();
    }

    long backMillisMax() {
        return backMillisMax;
    }

    @Override
    public void close() {
        server.close();
        receiver.close();
    }

    /** Each with connections of its own, for which the server would like to have threads. */
    private void buyUntil(AtomicLong goal) {
        ShopClient own = new ShopClient(server, KEY);
        while (tried.get() < goal.get()) {
            try {
                buy(own);
            } catch (UncheckedIOException broken) {
                unanswered.incrementAndGet();
            } catch (RuntimeException | Error thrown) {
                findings.add("a customer broke off: " + thrown);
                return;
            }
            tried.incrementAndGet();
        }
    }

    private void buy(ShopClient own) {
        Response created = own.post("/api/v1/admin/users", Map.of("name", "customer"));
        if (!isDone(created)) {
            return;
        }
        long user = created.json().get("id").asLong();
        if (!isDone(own.post("/api/v1/users/" + user + "/points/charge", Map.of("amount", 1_000)))) {
            return;
        }
        Map<String, ?> order = Map.of("userId", user, "items", List.of(Map.of("productId", product, "quantity", 1)));
        Response placed = own.post("/api/v1/orders", order);
        if (isDone(placed)) {
            long id = placed.json().get("id").asLong();
            if (isDone(own.post("/api/v1/orders/" + id + "/payment", Map.of("userId", user)))) {
                paid.add(id);
            }
        }
    }

    private boolean isDone(Response answer) {
        boolean done = answer.status() / 100 == 2;
        if (done) {
            acknowledged.incrementAndGet();
        } else if (answer.status() != UNAVAILABLE) {
            findings.add("without threads it answers " + answer);
        }
        return done;
    }

    private void awaitBack() {
        long start = System.nanoTime();
        ShopClient fresh = new ShopClient(server, KEY);
        try {
            Awaitility.await().atMost(BACK_MAX).ignoreExceptions().until(() -> {
                long user = fresh.user("the first one after");
                return fresh.charge(user, 1_000) == 1_000
                        && fresh.get("/health/ready").status() == 200;
            });
        } catch (ConditionTimeoutException thrown) {
            findings.add("it does not serve within " + BACK_MAX + " of having threads again: " + thrown.getMessage());
        }
        backMillisMax = Math.max(backMillisMax, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private List<Long> untold() {
        Set<Long> told = new HashSet<>();
        receiver.received.forEach(message ->
                told.add(Response.parse(message.body()).at("/data/id").asLong()));
        return paid.stream().filter(order -> !told.contains(order)).toList();
    }

    private void lookForPaid() {
        Set<Long> there = new HashSet<>();
        shop.listAll("/api/v1/admin/orders?status=PAID", "orders")
                .forEach(order -> there.add(order.get("id").asLong()));
        paid.stream()
                .filter(order -> !there.contains(order))
                .forEach(order -> findings.add("the order " + order + ", acknowledged as paid, is not"));
    }

    /** A number out of what the system tells of the process, on the line that begins like this. */
    private long number(String file, String start, int place) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid(), file)).stream()
                .filter(line -> line.startsWith(start))
                .mapToLong(line ->
                        Long.parseLong(line.substring(start.length()).strip().split("\\s+")[place]))
                .findFirst()
                .orElseThrow();
    }

    /** As the server's own user, who may always change a limit up to the hard one. */
    private void limitThreads(long number) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(AS_USER);
        command.addAll(List.of("prlimit", "--pid", Long.toString(server.pid()), "--nproc=" + number + ":"));
        Process limit = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(limit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (limit.waitFor() != 0) {
            throw new IOException("The number of threads cannot be limited: " + said);
        }
    }
}
