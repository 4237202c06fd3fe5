package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.jar.Jar;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Customer.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Several instances of one shop on PostgreSQL and Redis: a crowd goes to all of them in turn, and one of them is killed
 * in its midst, again and again. The others hold the shop to what any of them acknowledged, and deliver its messages.
 */
final class InstancesCampaign implements Campaign {
    private static final int KILLS = 20;
    private static final int INSTANCES_MAX = 4;
    private static final int ANSWERS_MAX = 400;
    private static final int PAUSE_MAX_MICROSECONDS = 3_000;
    private static final Duration DELIVERY_MAX = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Customers> crowds = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Settled settled = Settled.NOTHING;

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int kills = scale.of(KILLS);
        int count = scale == Scale.SHARE ? 2 : INSTANCES_MAX;
        try (Instances instances = new Instances(name(), count)) {
            for (int kill = 0; kill < kills; kill++) {
                killOne(instances, Seed.of(name(), kill));
            }
            new Customers(instances.all(), new Random(0)).customers().get(0).payOnce(instances.all());
            lookAtAll(instances);
            Jar.Outcome verify = instances.verify();
            if (verify.status() != 0) {
                findings.add("verify ends with " + verify.status() + ": " + verify.out() + verify.err());
            }
            String control = control(instances);
            instances.keepFor(findings);
            return new Outcome(kills, List.copyOf(findings), control, facts());
        }
    }

    private void killOne(Instances instances, Random random) {
        int victim = random.nextInt(instances.count());
        int other = (victim + 1) % instances.count();
        int lastAnswer = 1 + random.nextInt(ANSWERS_MAX);
        long pauseMicroseconds = random.nextInt(PAUSE_MAX_MICROSECONDS);
        Customers crowd = new Customers(instances.all(), random);
        crowds.add(crowd);
        crowd.shopUntil(instances.all(), lastAnswer, () -> {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicroseconds));
            instances.get(victim).kill();
        });
        instances.awaitQuiet();
        settled = settled.plus(crowd.settle(instances.only(other)));
        findings.addAll(BooksOverHttp.violations(instances.only(other)));
        instances.restart(victim);
    }

    private void lookAtAll(Instances instances) {
        ShopClient shop = instances.all();
        crowds.forEach(crowd -> crowd.look(shop));
        crowds.forEach(crowd -> findings.addAll(crowd.faults()));
        await().atMost(DELIVERY_MAX)
                .until(() -> instances.number("SELECT count(*) FROM delivery WHERE status = 'PENDING'") == 0);
        findings.addAll(untold(told(instances)));
        findings.addAll(BooksOverHttp.violations(instances.only(0)));
    }

    private List<String> untold(Set<Long> told) {
        return crowds.stream()
                .flatMap(crowd -> crowd.paidOrders().stream())
                .filter(order -> !told.contains(order))
                .map(order -> "the paid order " + order + " reached the receiver never")
                .toList();
    }

    private static Set<Long> told(Instances instances) {
        Set<Long> told = new HashSet<>();
        instances.receiver.received.forEach(message -> told.add(orderOf(message.body())));
        return told;
    }

    private static long orderOf(String message) {
        try {
            JsonNode read = JSON.readTree(message);
            return read.at("/data/id").asLong();
        } catch (JsonProcessingException thrown) {
            throw new AssertionError(message, thrown);
        }
    }

    /** One acknowledged charge is taken out of the database by hand, so that the books still balance. */
    private static String control(Instances instances) {
        ShopClient shop = instances.all();
        Customer loses = new Customers(shop, new Random(0)).customers().get(0);
        Sent lost = loses.chargeOnce(shop);
        instances.execute("DELETE FROM point_entry WHERE user_id = %d".formatted(loses.userId()));
        instances.execute("UPDATE shop_user SET point = 0 WHERE id = %d".formatted(loses.userId()));
        instances.execute("DELETE FROM idempotency_key WHERE key = '%s'".formatted(lost.key()));
        List<String> books = BooksOverHttp.violations(instances.only(0));
        loses.settle(shop);
        return loses.faults().isEmpty()
                ? ""
                : "1 charge lost: found (by the books alone: %s)".formatted(books.isEmpty() ? "no" : "yes");
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        int acknowledged =
                crowds.stream().mapToInt(Customers::acknowledgedCalls).sum();
        facts.put("acknowledged", "%,d".formatted(acknowledged));
        facts.put(
                "refused",
                "%,d".formatted(crowds.stream().mapToInt(Customers::refused).sum()));
        facts.put(
                "unknown",
                "%,d (%,d had happened)".formatted(settled.happened() + settled.notHappened(), settled.happened()));
        facts.put(
                "paid orders told",
                "%,d"
                        .formatted(crowds.stream()
                                .mapToInt(crowd -> crowd.paidOrders().size())
                                .sum()));
        return facts;
    }
}
