package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.dataplatform.Receiver;
import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Customer.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One shop that lives many lives on one directory. The lives deliver in turn to a receiver over HTTP and to the journal;
 * each begins by holding the shop to what it acknowledged in the life before.
 */
final class Lives implements AutoCloseable {
    static final String KEY = "an-admin-key-for-torture";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DELIVERY_MAX = Duration.ofMinutes(2);

    private final Scratch scratch;
    private final Jar jar;
    private final Path data;
    private final Receiver receiver = new Receiver();
    private final List<Customers> crowds = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Long> readyMillis = new ArrayList<>();
    private Settled settled = Settled.NOTHING;
    private int started;

    Lives(String campaign) throws IOException {
        scratch = new Scratch(campaign);
        jar = new Jar(scratch.directory()).variable("JANGTEO_ADMIN_KEY", KEY);
        data = scratch.directory().resolve("data");
    }

    /** Starts the next life. */
    JarServer start() {
        List<String> flags = new ArrayList<>(List.of("--data", data.toString(), "--order-ttl", "PT24H"));
        flags.addAll(List.of("--write-queue-wait", "PT1M", "--stop-timeout", "PT1M"));
        if (started++ % 2 == 0) {
            flags.addAll(List.of("--data-platform", receiver.address().toString()));
        }
        long start = System.nanoTime();
        JarServer server = jar.serve(flags.toArray(String[]::new));
        readyMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return server;
    }

    static ShopClient client(JarServer server) {
        return new ShopClient(server, KEY);
    }

    /** Settles the life before: what was acknowledged, refused and left unknown; then the books. */
    Settled settleLifeBefore(ShopClient shop) {
        Settled last = crowds.isEmpty()
                ? Settled.NOTHING
                : crowds.get(crowds.size() - 1).settle(shop);
        settled = settled.plus(last);
        findings.addAll(BooksOverHttp.violations(shop));
        return last;
    }

    Customers newCrowd(ShopClient shop, Random random) {
        crowds.add(new Customers(shop, random));
        return crowds.get(crowds.size() - 1);
    }

    /** Every customer of every life looks again; every paid order has been told of, and one is paid in any case. */
    void lookAtAll(ShopClient shop) throws IOException {
        newCrowd(shop, new Random(0)).customers().get(0).payOnce(shop);
        crowds.forEach(crowd -> crowd.look(shop));
        crowds.forEach(crowd -> findings.addAll(crowd.faults()));
        await().atMost(DELIVERY_MAX)
                .until(() -> shop.listAll("/api/v1/admin/deliveries?status=PENDING", "deliveries")
                        .isEmpty());
        Set<Long> told = told();
        findings.addAll(untold(told));
        findings.addAll(BooksOverHttp.violations(shop));
    }

    /** The paid orders that are not among those that were told of. */
    List<String> untold(Set<Long> told) {
        return crowds.stream()
                .flatMap(crowd -> crowd.paidOrders().stream())
                .filter(order -> !told.contains(order))
                .map(order -> "the paid order " + order + " reached neither the receiver nor the journal")
                .toList();
    }

    /** The orders that the receiver or the journal holds. */
    Set<Long> told() throws IOException {
        Set<Long> told = new HashSet<>();
        receiver.received.forEach(message -> addOrder(message.body(), told));
        Path journal = data.resolve("data-platform.jsonl");
        if (Files.exists(journal)) {
            Files.readAllLines(journal).forEach(line -> addOrder(line, told));
        }
        return told;
    }

    /** The process that proves the books of the directory, which nobody serves at this time. */
    void verify() {
        Jar.Outcome verify = jar.run("verify", "--data", data.toString());
        if (verify.status() != 0) {
            findings.add("verify ends with " + verify.status() + ": " + verify.out() + verify.err());
        }
    }

    void finding(String finding) {
        findings.add(finding);
    }

    List<String> findings() {
        return findings;
    }

    Path data() {
        return data;
    }

    Spread ready() {
        return new Spread(readyMillis);
    }

    Settled settled() {
        return settled;
    }

    int paidOrders() {
        return crowds.stream().mapToInt(crowd -> crowd.paidOrders().size()).sum();
    }

    int acknowledged() {
        return crowds.stream().mapToInt(Customers::acknowledgedCalls).sum();
    }

    int refused() {
        return crowds.stream().mapToInt(Customers::refused).sum();
    }

    @Override
    public void close() throws IOException {
        receiver.close();
        scratch.keepFor(findings);
        scratch.close();
    }

    /** A line that a kill has torn is no message: it comes again on a line of its own. */
    private static void addOrder(String line, Set<Long> orders) {
        try {
            JsonNode message = JSON.readTree(line);
            if (message.path("type").asText().equals("order.paid")) {
                orders.add(message.at("/data/id").asLong());
            }
        } catch (JsonProcessingException torn) {
            // The message that it began is on another line, or will be missed.
        }
    }
}
