package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Receivers of fifteen hostile kinds behind a shop with a small heap: shoppers notice nothing, each message ends as its
 * kind deserves and reaches the receiver once it is kind again, and no thread, socket or memory stays behind.
 */
final class ReceiversCampaign implements Campaign {
    private static final int ROUNDS = 64;
    private static final int ANSWERS = 250;
    private static final int ANSWERS_OF_SHARE = 80;
    private static final long THREADS_SLACK = 24;
    private static final long FILES_SLACK = 16;
    private static final long MEGABYTES_MAX = 450;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(120);
    private static final int ADVANCES_MAX = 10;
    private static final List<Malice> KINDS = Arrays.stream(Malice.values())
            .filter(malice -> malice != Malice.KIND && malice != Malice.FORGETS)
            .toList();

    private final List<String> findings = new ArrayList<>();
    private final Map<Malice, Double> rates = new EnumMap<>(Malice.class);
    private Footprint first;
    private long megabytesMax;
    private int messages;
    private int crowds;
    private int enough;

    @Override
    public String name() {
        return "receivers";
    }

    @Override
    public List<String> needs() {
        return List.of("/proc/self/fd");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int rounds = scale.of(ROUNDS);
        enough = scale == Scale.SHARE ? ANSWERS_OF_SHARE : ANSWERS;
        // A share has a kind or two, another one each time.
        int offset = Seed.of(name(), 0).nextInt(KINDS.size());
        try (Scratch scratch = new Scratch(name());
                HostileReceiver receiver = new HostileReceiver()) {
            Jar jar = new Jar(scratch.directory())
                    .variable("JANGTEO_ADMIN_KEY", Lives.KEY)
                    .javaOption("-Xmx128m");
            String control;
            try (JarServer server = serve(jar, scratch, receiver)) {
                ShopClient shop = Lives.client(server);
                // Twice: what the first start costs is no rate to compare with, and pools have their size after it.
                play(server, shop, receiver, Malice.KIND);
                play(server, shop, receiver, Malice.KIND);
                first = Footprint.of(server.pid());
                for (int round = 0; round < rounds; round++) {
                    play(server, shop, receiver, KINDS.get((offset + round) % KINDS.size()));
                }
                findings.addAll(BooksOverHttp.violations(shop));
                control = control(server, shop, receiver);
                if (server.stop() != 0) {
                    findings.add("SIGTERM ended with another status than 0: " + server.err());
                }
            }
            scratch.keepFor(findings);
            return new Outcome(rounds, List.copyOf(findings), control, facts());
        }
    }

    private static JarServer serve(Jar jar, Scratch scratch, HostileReceiver receiver) {
        return jar.serve(
                "--data",
                scratch.directory().resolve("data").toString(),
                "--test-mode",
                "--data-platform",
                receiver.address(),
                "--data-platform-timeout",
                "PT1S");
    }

    /** One crowd shops beside a receiver of this kind; then the receiver is kind, and gets what it is owed. */
    private void play(JarServer server, ShopClient shop, HostileReceiver receiver, Malice malice) {
        receiver.become(malice);
        Customers crowd = new Customers(shop, Seed.of(name(), ++crowds));
        long start = System.nanoTime();
        AtomicInteger answers = new AtomicInteger();
        crowd.shop(shop, () -> answers.get() < enough, answers::incrementAndGet);
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        rates.merge(malice, (crowd.acknowledgedCalls() + crowd.refused()) / seconds, Math::max);
        crowd.settle(shop);
        crowd.faults().forEach(fault -> findings.add("beside a receiver that " + malice + ": " + fault));
        Set<Long> paid = new HashSet<>(crowd.paidOrders());
        messages += paid.size();
        requireEnd(shop, malice, paid);
        receiver.become(Malice.KIND);
        deliverWhatIsOwed(shop, paid);
        requireKept(receiver, malice, paid);
        requireNothingLeft(server, malice);
    }

    private void requireEnd(ShopClient shop, Malice malice, Set<Long> paid) {
        try {
            await().atMost(PATIENCE).until(() -> isAtItsEnd(malice, deliveries(shop, paid)));
        } catch (ConditionTimeoutException thrown) {
            findings.add("a receiver that " + malice + " should leave messages " + malice.end() + ": "
                    + deliveries(shop, paid).stream().limit(2).toList());
        }
    }

    /** A shop may spare a receiver that is plainly down, so not every message need have been tried. */
    private static boolean isAtItsEnd(Malice malice, List<JsonNode> deliveries) {
        List<JsonNode> tried = deliveries.stream()
                .filter(delivery -> delivery.get("attempts").asInt() > 0)
                .toList();
        return switch (malice.end()) {
            case DELIVERED -> all(deliveries, "DELIVERED");
            case DEAD -> all(deliveries, "DEAD");
            case TRIED_AGAIN -> !tried.isEmpty() && all(deliveries, "PENDING");
            case TRIED_LATER ->
                !tried.isEmpty()
                        && all(deliveries, "PENDING")
                        && tried.stream().allMatch(ReceiversCampaign::waitsAsAsked);
        };
    }

    private static boolean all(List<JsonNode> deliveries, String status) {
        return deliveries.stream()
                .allMatch(delivery -> delivery.get("status").asText().equals(status));
    }

    private static boolean waitsAsAsked(JsonNode delivery) {
        if (delivery.get("attempts").asInt() > 1) {
            return false;
        }
        OffsetDateTime created = OffsetDateTime.parse(delivery.get("createdAt").asText());
        return !OffsetDateTime.parse(delivery.get("nextAttemptAt").asText()).isBefore(created.plus(RETRY_AFTER));
    }

    private void deliverWhatIsOwed(ShopClient shop, Set<Long> paid) {
        for (JsonNode delivery : deliveries(shop, paid)) {
            if (delivery.get("status").asText().equals("DEAD")) {
                shop.post("/api/v1/admin/deliveries/" + delivery.get("id").asLong() + "/replay", Map.of())
                        .require(200);
            }
        }
        for (int advance = 0; advance < ADVANCES_MAX && !all(deliveries(shop, paid), "DELIVERED"); advance++) {
            shop.post("/api/v1/admin/clock/advance", Map.of("duration", "PT25H"))
                    .require(200);
        }
    }

    /** All count as delivered by now, and a receiver keeps a message before it answers: there is nothing to wait for. */
    private void requireKept(HostileReceiver receiver, Malice malice, Set<Long> paid) {
        Set<Long> owed = new HashSet<>(paid);
        owed.removeAll(receiver.kept());
        if (!owed.isEmpty()) {
            findings.add(owed.size() + " of " + paid.size() + " messages never reached a receiver that " + malice);
        }
        if (receiver.followed() > 0) {
            findings.add("a redirect was followed");
        }
    }

    private void requireNothingLeft(JarServer server, Malice malice) {
        Footprint now = Footprint.of(server.pid());
        megabytesMax = Math.max(megabytesMax, now.megabytes());
        if (megabytesMax > MEGABYTES_MAX) {
            findings.add("memory after a receiver that " + malice + ": " + now);
        }
        if (first == null) {
            return;
        }
        try {
            await().atMost(PATIENCE).until(() -> {
                Footprint left = Footprint.of(server.pid());
                return left.threads() <= first.threads() + THREADS_SLACK && left.files() <= first.files() + FILES_SLACK;
            });
        } catch (ConditionTimeoutException thrown) {
            Footprint left = Footprint.of(server.pid());
            findings.add("left behind by a receiver that " + malice + ": " + left + " where there was " + first);
            // What stays for good is not held against the next kind.
            first = left;
        }
    }

    /** A receiver that acknowledges and keeps nothing has to be found out by what finds a lost message. */
    private String control(JarServer server, ShopClient shop, HostileReceiver receiver) {
        List<String> before = List.copyOf(findings);
        findings.clear();
        play(server, shop, receiver, Malice.FORGETS);
        boolean found = findings.stream().anyMatch(finding -> finding.contains("never reached"));
        String control = found && findings.size() == 1 ? "a receiver that keeps nothing: found" : "";
        if (control.isEmpty()) {
            before = new ArrayList<>(before);
            before.addAll(findings);
        }
        findings.clear();
        findings.addAll(before);
        return control;
    }

    private static List<JsonNode> deliveries(ShopClient shop, Set<Long> paid) {
        return shop.listAll("/api/v1/admin/deliveries", "deliveries").stream()
                .filter(delivery -> paid.contains(delivery.get("orderId").asLong()))
                .toList();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        Malice slowest = rates.keySet().stream()
                .filter(KINDS::contains)
                .min((one, other) -> Double.compare(rates.get(one), rates.get(other)))
                .orElseThrow();
        facts.put(
                "kinds",
                Long.toString(rates.keySet().stream().filter(KINDS::contains).count()));
        facts.put("messages", "%,d".formatted(messages));
        facts.put(
                "calls/s beside a kind one",
                "%.0f, beside the worst %.0f (%s)".formatted(rates.get(Malice.KIND), rates.get(slowest), slowest));
        facts.put("memory", "%d MB at most".formatted(megabytesMax));
        return facts;
    }
}
