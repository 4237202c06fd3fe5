package io.jangteo.torture;

import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Lives of a server that runs out of its stack, which it survives, and then out of its heap, which it does not. */
final class Exhausted {
    private static final String KEY = "an-admin-key-for-torture";
    /** Seconds, and as many more as a machine takes on which much else runs. */
    private static final Duration END_MAX = Duration.ofSeconds(30);
    /** The control has to be alive after some time, whatever the machine. */
    private static final Duration CONTROL_END_MAX = Duration.ofSeconds(3);

    private static final long CHARGE = 1_000;
    private static final int READERS = 64;
    private static final int READS_MAX = 256;

    private final Path directory;
    private final Path plant;
    private final List<String> findings = new ArrayList<>();
    private long user;
    private long charged;

    /** Where the heap runs out. */
    enum Place {
        HANDLER,
        WRITER,
        SCHEDULE
    }

    Exhausted(Path directory) throws IOException {
        this.directory = directory;
        this.plant = PlantAgent.jar(directory);
    }

    List<String> findings() {
        return findings;
    }

    /** One life: some work, two overflows of the stack, and an end for lack of heap. */
    void life(Place place) {
        try (JarServer server = jar(false).serve("--data", data())) {
            ShopClient shop = new ShopClient(server, KEY);
            beginWork(shop);
            survivesOverflow("the handler", shop, () -> shop.get("/api/v1/products/" + PlantAgent.STACK));
            survivesOverflow("the writer", shop, () -> charge(shop, PlantAgent.STACK));
            exhaustHeap(shop, place);
            findings.addAll(endFaults(server, place.toString(), END_MAX));
        }
        Jar.Outcome verify = new Jar(directory).run("verify", "--data", data());
        if (verify.status() != 0) {
            findings.add("verify after the end in " + place + ": " + verify.out() + verify.err());
        }
    }

    /**
     * The heap of a server without any plant, exhausted by many who read large pages of orders at the same time.
     *
     * @return what it did
     */
    String lifeOfRequests() {
        Jar small = new Jar(directory).variable("JANGTEO_ADMIN_KEY", KEY).javaOption("-Xmx40m");
        try (JarServer server = small.serve("--data", directory.resolve("large").toString())) {
            long reader = makeLargeOrders(new ShopClient(server, KEY));
            List<CompletableFuture<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(CompletableFuture.runAsync(
                        () -> read(server, new ShopClient(server, KEY), reader),
                        work -> daemon(work).start()));
            }
            readers.forEach(CompletableFuture::join);
            boolean exhausted = !server.isAlive() || server.err().contains(OutOfMemoryError.class.getSimpleName());
            if (!exhausted) {
                return "had heap enough";
            }
            findings.addAll(endFaults(server, "large pages", END_MAX));
            return "ended";
        }
    }

    /** What the same checks find of a server that keeps its lack of heap to itself, and lives on. */
    String control() {
        try (JarServer server =
                jar(true).serve("--data", directory.resolve("control").toString())) {
            exhaustHeap(new ShopClient(server, KEY), Place.HANDLER);
            List<String> found = endFaults(server, "a forgiving handler", CONTROL_END_MAX);
            return found.isEmpty() ? "" : "a server that lived on without heap was seen";
        }
    }

    private void beginWork(ShopClient shop) {
        if (user == 0) {
            user = shop.user("one who stays");
        }
        long balance = shop.get("/api/v1/users/" + user).require(200).number("point");
        if (balance != charged) {
            findings.add("the balance is " + balance + " instead of " + charged + " after a life");
        }
        if (charge(shop, CHARGE).status() == 200) {
            charged += CHARGE;
        }
    }

    private void survivesOverflow(String where, ShopClient shop, Supplier<Response> call) {
        Optional<Response> answer = answered(call);
        boolean isRight = answer.filter(given -> given.status() == 500
                        && given.json().path("code").asText().equals("INTERNAL"))
                .isPresent();
        if (!isRight) {
            findings.add("an overflow of the stack in " + where + " is answered " + answer);
        }
        Response next = charge(shop, CHARGE);
        if (next.status() == 200) {
            charged += CHARGE;
        } else {
            findings.add("after an overflow of the stack in " + where + " a charge is answered " + next);
        }
    }

    private void exhaustHeap(ShopClient shop, Place place) {
        answered(
                switch (place) {
                    case HANDLER -> () -> shop.get("/api/v1/products/" + PlantAgent.HEAP);
                    case WRITER -> () -> charge(shop, PlantAgent.HEAP);
                    case SCHEDULE -> () -> shop.get("/api/v1/products/" + PlantAgent.HEAP_LATER);
                });
    }

    /** A process that has no heap left ends within seconds, with a status that a supervisor sees, and says why. */
    private static List<String> endFaults(JarServer server, String where, Duration limit) {
        try {
            Awaitility.await().atMost(limit).until(() -> !server.isAlive());
        } catch (ConditionTimeoutException thrown) {
            return List.of("without heap in " + where + " it lives on after " + limit);
        }
        List<String> faults = new ArrayList<>();
        int status = server.awaitEnd();
        long lines =
                server.err().lines().filter(line -> line.startsWith("jangteo:")).count();
        if (status == 0 || lines != 1) {
            faults.add("without heap in " + where + " it ends with " + status + " and says " + server.err());
        }
        return faults;
    }

    private Response charge(ShopClient shop, long amount) {
        return shop.post("/api/v1/users/" + user + "/points/charge", Map.of("amount", amount));
    }

    private static Optional<Response> answered(Supplier<Response> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException unanswered) {
            return Optional.empty();
        }
    }

    private static long makeLargeOrders(ShopClient shop) {
        List<Map<String, ?>> items = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            items.add(Map.of("productId", shop.product("x", 0), "quantity", 1));
        }
        long user = shop.user("a collector");
        for (int i = 0; i < 100; i++) {
            shop.post("/api/v1/orders", Map.of("userId", user, "items", items)).require(201);
        }
        return user;
    }

    private static void read(JarServer server, ShopClient shop, long user) {
        for (int i = 0; i < READS_MAX / READERS && server.isAlive(); i++) {
            answered(() -> shop.get("/api/v1/users/" + user + "/orders?limit=100"));
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "reader");
        thread.setDaemon(true);
        return thread;
    }

    private Jar jar(boolean forgiving) {
        return new Jar(directory)
                .variable("JANGTEO_ADMIN_KEY", KEY)
                .javaOption("-Xmx96m")
                .javaOption(PlantAgent.option(plant, forgiving));
    }

    private String data() {
        return directory.resolve("data").toString();
    }
}
