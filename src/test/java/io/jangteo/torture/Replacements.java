package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.OpenShop;
import io.jangteo.dataplatform.Receiver;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Effect.Acknowledged;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A shop that is emptied, kept and brought back while others send, and what must be in it after each of these. */
final class Replacements implements AutoCloseable {
    private static final int SENDERS = 4;
    private static final int ROUNDS_BETWEEN = 3;
    private static final int SNAPSHOTS_MAX = 5;
    private static final int FAULTS_SHOWN_MAX = 5;
    private static final String OFFERS = "SELECT count(*) FROM coupon";
    private static final String REPLACEMENT_KEYS = "SELECT key FROM idempotency_key WHERE key LIKE 'replacement-%'";
    private static final int REPEATED_MAX = 4;
    private static final long LARGE = 1_000_000_000_000L;

    private final Random random;
    private final Path data;
    private final Receiver receiver = new Receiver();
    private final OpenShop shop;
    private final ShopClient client;
    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final List<Sender> senders = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Set<Effect> before = Set.of();
    private int number;
    private int replacements;
    private long acknowledgedCalls;
    private int races;

    /** A kept shop: its effects, the offers in it, and the keys of replacements that stand in it. */
    private record Snapshot(String name, Span span, Set<Effect> effects, long offers, List<String> keys) {}

    /** What ran from one moment to another, beside calls that were sent and answered before, meanwhile or after. */
    private record Span(long beganNanos, long endedNanos) {}

    /** A replacement: the call that made it, and what it began the new shop with. */
    private record Replacement(Span span, String path, String key, String reply, Set<Effect> content, long offers) {}

    Replacements(Path data, Random random) {
        this.random = random;
        this.data = data;
        shop = OpenShop.start(
                data,
                settings -> settings.dataPlatform(receiver.address())
                        .chargeMax(LARGE)
                        .balanceMax(LARGE)
                        .writeQueueWait(Duration.ofMinutes(1)));
        client = new ShopClient(shop.address(), OpenShop.ADMIN_KEY);
        for (int i = 0; i < SENDERS; i++) {
            Sender sender =
                    new Sender(new ShopClient(shop.address(), OpenShop.ADMIN_KEY), "sender-" + i, gate.readLock());
            senders.add(sender);
            Thread thread = new Thread(sender, "sender-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Lets others send, does one of the three beside them, and looks at everything. */
    void round() {
        number++;
        awaitRounds();
        int choice = random.nextInt(4);
        if (choice > 0 && random.nextBoolean()) {
            startRace();
        }
        if (choice == 0 || snapshots.isEmpty()) {
            Snapshot snapshot = takeSnapshot();
            awaitRounds();
            quietly(() -> checkKept(snapshot));
        } else {
            Snapshot snapshot = choice == 1 ? null : snapshots.get(random.nextInt(snapshots.size()));
            Replacement replacement = replace(snapshot);
            int told = receiver.received.size();
            awaitRounds();
            quietly(() -> checkReplaced(replacement, told));
        }
    }

    List<String> findings() {
        return findings;
    }

    long acknowledgedCalls() {
        return acknowledgedCalls;
    }

    int races() {
        return races;
    }

    /** What the same checks find once a reply is false, an effect of another shop is there, and a message is lost. */
    String control() {
        awaitRounds();
        Replacement replacement = replace(null);
        awaitRounds();
        List<String> caught = new ArrayList<>();
        quietly(() -> {
            List<Acknowledged> answered = drain();
            List<Acknowledged> withFalse = new ArrayList<>(answered);
            withFalse.add(new Acknowledged(
                    Effect.charge(1, 1), System.nanoTime(), System.nanoTime(), "", Map.of(), "none", ""));
            caught.addAll(contentFaults(replacement, withFalse, live()));
            Set<Effect> withForeign = live();
            withForeign.add(Effect.charge(2, 2));
            caught.addAll(contentFaults(replacement, answered, withForeign));
            shop.database().write(tx -> tx.handle().execute("""
                    UPDATE delivery SET message_id = 'msg_lost', status = 'DELIVERED', delivered_at = created_at,
                        next_attempt_at = NULL WHERE id = (SELECT min(id) FROM delivery)"""));
            caught.addAll(untold());
        });
        return caught.size() == 3 ? "a false reply, a foreign effect and a lost message were seen" : "";
    }

    @Override
    public void close() {
        senders.forEach(Sender::stop);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException thrown) {
                Thread.currentThread().interrupt();
            }
        }
        senders.forEach(sender -> findings.addAll(sender.faults()));
        shop.close();
        receiver.close();
    }

    private Snapshot takeSnapshot() {
        String name = "kept-" + random.nextInt(SNAPSHOTS_MAX);
        long began = System.nanoTime();
        client.post("/api/v1/admin/snapshots", Map.of("name", name)).require(200);
        Span span = new Span(began, System.nanoTime());
        Jdbi file = Jdbi.create("jdbc:sqlite:" + data.resolve("snapshots").resolve(name + ".db"));
        Snapshot snapshot = file.withHandle(handle -> new Snapshot(
                name,
                span,
                Effect.in(handle),
                handle.createQuery(OFFERS).mapTo(Long.class).one(),
                handle.createQuery(REPLACEMENT_KEYS).mapTo(String.class).list()));
        snapshots.removeIf(other -> other.name().equals(name));
        snapshots.add(snapshot);
        return snapshot;
    }

    /** Empties the shop, or brings a snapshot back: under a new key, or under one that stands in the snapshot. */
    private Replacement replace(@Nullable Snapshot snapshot) {
        String path = "/api/v1/admin/" + (snapshot == null ? "reset" : "snapshots/" + snapshot.name() + "/restore");
        String key = "replacement-" + ++replacements;
        if (snapshot != null) {
            List<String> known = shop.database()
                    .read(handle -> handle.createQuery(REPLACEMENT_KEYS)
                            .mapTo(String.class)
                            .list());
            key = snapshot.keys().stream()
                    .filter(kept -> !known.contains(kept))
                    .findFirst()
                    .orElse(key);
        }
        long began = System.nanoTime();
        Response answer = client.post(path, Map.of(), key);
        Span span = new Span(began, System.nanoTime());
        if (answer.status() != 200 || answer.isReplayed()) {
            findings.add(number + ". round: " + path + " under " + key + " is answered " + answer);
        }
        return snapshot == null
                ? new Replacement(span, path, key, answer.text(), Set.of(), 0)
                : new Replacement(span, path, key, answer.text(), snapshot.effects(), snapshot.offers());
    }

    private void checkKept(Snapshot snapshot) {
        List<Acknowledged> answered = drain();
        Set<Effect> expected = union(before, answered, each -> true);
        find(differences("the shop after a snapshot", expected, expected, live()));
        find(differences(
                "the snapshot",
                union(
                        before,
                        answered,
                        each -> each.answeredNanos() < snapshot.span().beganNanos()),
                union(
                        before,
                        answered,
                        each -> each.sentNanos() < snapshot.span().endedNanos()),
                snapshot.effects()));
        lookAround(answered);
    }

    private void checkReplaced(Replacement replacement, int told) {
        List<Acknowledged> answered = drain();
        Set<Effect> live = live();
        find(contentFaults(replacement, answered, live));
        long offers = number(OFFERS);
        if (offers != replacement.offers()) {
            find(List.of(
                    offers + " offers instead of " + replacement.offers() + ": a race reached into the next shop"));
        }
        for (Receiver.Received message : List.copyOf(receiver.received).subList(told, receiver.received.size())) {
            Effect payment = payment(message);
            if (!live.contains(payment)) {
                find(List.of("a message of a replaced shop came after it: " + payment));
            }
        }
        Response again = client.post(replacement.path(), Map.of(), replacement.key());
        if (!again.isReplayed() || !again.text().equals(replacement.reply()) || !live().equals(live)) {
            find(List.of("the replacement's own key is answered " + again));
        }
        lookAround(answered);
    }

    /** In the new shop is what it began with, and what others were told of it; of calls meanwhile, either. */
    private static List<String> contentFaults(Replacement replacement, List<Acknowledged> answered, Set<Effect> live) {
        Span span = replacement.span();
        return differences(
                "the shop after " + replacement.path(),
                union(replacement.content(), answered, each -> each.sentNanos() > span.endedNanos()),
                union(replacement.content(), answered, each -> each.answeredNanos() > span.beganNanos()),
                live);
    }

    /** The books, the messages and the keys of this shop and of those before. */
    private void lookAround(List<Acknowledged> answered) {
        find(BooksOverHttp.violations(client));
        find(untold());
        Set<Effect> live = live();
        Collections.shuffle(answered, random);
        answered.stream().limit(REPEATED_MAX).forEach(each -> repeat(each, live.contains(each.effect())));
        before = live();
    }

    /** What is in the shop is answered again; what was in another shop is as if it had never been sent. */
    private void repeat(Acknowledged call, boolean isHere) {
        Response again = client.post(call.path(), call.body(), call.key());
        boolean isRight = isHere ? again.isReplayed() && again.text().equals(call.reply()) : !again.isReplayed();
        if (!isRight) {
            find(List.of(call.effect() + (isHere ? " is here" : " is gone") + " and its key is answered " + again));
        }
    }

    /** The messages that the shop takes for delivered and nobody ever got. */
    private List<String> untold() {
        List<String> delivered = shop.database()
                .read(handle -> handle.createQuery("SELECT message_id FROM delivery WHERE status = 'DELIVERED'")
                        .mapTo(String.class)
                        .list());
        // Only now, since a message may be on its way: what is recorded has come before.
        Set<String> told = new HashSet<>();
        receiver.received.forEach(message -> told.add(message.headers().getFirst("webhook-id")));
        return delivered.stream()
                .filter(id -> !told.contains(id))
                .map(id -> "the message " + id + " counts as delivered and never came")
                .toList();
    }

    private static Effect payment(Receiver.Received message) {
        JsonNode items = Response.parse(message.body()).at("/data/items");
        return Effect.payment(
                items.get(0).get("quantity").asLong(),
                items.get(1).get("quantity").asLong());
    }

    private static Set<Effect> union(Set<Effect> content, List<Acknowledged> answered, Predicate<Acknowledged> counts) {
        Set<Effect> union = new HashSet<>(content);
        answered.stream().filter(counts).map(Acknowledged::effect).forEach(union::add);
        return union;
    }

    private static List<String> differences(String where, Set<Effect> least, Set<Effect> most, Set<Effect> found) {
        List<String> differences = new ArrayList<>();
        least.stream()
                .filter(effect -> !found.contains(effect))
                .forEach(effect -> differences.add("in " + where + " is no " + effect.text()));
        found.stream()
                .filter(effect -> !most.contains(effect))
                .forEach(effect -> differences.add("in " + where + " nobody was told of a " + effect.text()));
        return differences;
    }

    private void find(List<String> faults) {
        faults.stream().limit(FAULTS_SHOWN_MAX).forEach(fault -> findings.add(number + ". round: " + fault));
    }

    private void startRace() {
        Response started = client.post("/api/v1/races", Map.of("coupons", 20, "users", 400, "concurrency", 4));
        races += started.status() == 201 ? 1 : 0;
    }

    private List<Acknowledged> drain() {
        List<Acknowledged> drained = new ArrayList<>();
        for (Sender sender : senders) {
            for (Acknowledged each = sender.acknowledged().poll();
                    each != null;
                    each = sender.acknowledged().poll()) {
                drained.add(each);
            }
        }
        acknowledgedCalls += drained.size();
        return drained;
    }

    private Set<Effect> live() {
        return shop.database().read(Effect::in);
    }

    private long number(String sql) {
        return shop.database()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private void quietly(Runnable look) {
        gate.writeLock().lock();
        try {
            look.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void awaitRounds() {
        long goal = rounds() + SENDERS * ROUNDS_BETWEEN;
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> rounds() >= goal
                        || senders.stream().anyMatch(sender -> !sender.faults().isEmpty()));
    }

    private long rounds() {
        return senders.stream().mapToLong(Sender::rounds).sum();
    }
}
