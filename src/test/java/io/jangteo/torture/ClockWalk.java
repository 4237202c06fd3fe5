package io.jangteo.torture;

import io.jangteo.OpenShop;
import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;

/** One shop's way over one night, with its clock put forward and back on the way while customers call. */
final class ClockWalk implements AutoCloseable {
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(31),
            Duration.ofHours(1),
            Duration.ofHours(23),
            Duration.ofHours(25),
            Duration.ofDays(3),
            Duration.ofDays(5),
            Duration.ofMinutes(-31),
            Duration.ofHours(-1),
            Duration.ofHours(-24),
            Duration.ofDays(-3),
            Duration.ofDays(-5));
    private static final Duration TOKEN = Duration.ofHours(30);
    /** Tokens end on a whole second. */
    private static final Duration TOKEN_ROUNDING = Duration.ofSeconds(2);

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int CUSTOMERS = 2;
    private static final int PASSES_MAX = 4;
    private static final int CALLS_BETWEEN_STEPS = 15;

    /** An outage of the data platform is probed every five seconds. */
    private static final Duration OUTAGE_PROBE_MAX = Duration.ofSeconds(6);

    private final Night night;
    private boolean isDown;
    private final Random random;
    private final OpenShop shop;
    private final ShopClient client;
    private final Traffic traffic;
    private final ClockChecks checks;
    private final List<Pass> passes = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final long user;
    /** The latest moment that the clock has ever shown. */
    private Instant latest;

    private int steps;

    /** A token, and when it ends. */
    private record Pass(ShopClient holder, Instant endsAt) {}

    /** A call under a key, the earliest moment at which it can have happened, and its first reply. */
    private record Kept(String path, Map<String, ?> body, String key, Instant at, String reply) {}

    ClockWalk(Path data, Night night, Random random) {
        this.night = night;
        this.random = random;
        shop = OpenShop.start(data, settings -> settings.zone(night.zone()));
        latest = night.start().minus(Duration.ofDays(2));
        shop.tickFrom(latest);
        client = new ShopClient(shop.address(), OpenShop.ADMIN_KEY);
        user = client.user("a watcher");
        traffic = new Traffic(client, random.nextLong(), CUSTOMERS);
        checks = new ClockChecks(night, shop, client);
    }

    /** Walks to its end, with all steps in a random order before the night and after it. */
    void walk() {
        if (!night.isCrossed()) {
            findings.add("the zone data knows nothing of " + night);
        }
        steps(shuffled());
        toMoment(night.change().minus(Duration.ofMinutes(30)));
        steps(List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofHours(1)));
        traffic.paused(this::everyHourOfTheDay);
        steps(shuffled());
        traffic.close();
        findings.addAll(traffic.faults());
        everythingIsToldInTheEnd();
        check();
    }

    List<String> findings() {
        return findings;
    }

    int stepsWalked() {
        return steps;
    }

    long calls() {
        return traffic.calls();
    }

    long expiredOrders() {
        return number("SELECT count(*) FROM shop_order WHERE status = 'EXPIRED'");
    }

    /** What the same checks find with a calendar of days of 24 hours, and in a shop that put one order on the next day. */
    String control() {
        int wrong = new ClockChecks(night.unchanged(), shop, client).wrongDays().size();
        shop.database().write(tx -> tx.handle().execute("""
                UPDATE shop_order SET sales_day = date(sales_day, '+1 day')
                WHERE id = (SELECT max(id) FROM shop_order WHERE status = 'PAID')"""));
        List<String> moved = checks.findings(shop.now());
        return wrong == 0 || moved.isEmpty() || !findings.isEmpty()
                ? ""
                : wrong + " orders were wrong for days of 24 hours, and an order moved by a day was seen";
    }

    @Override
    public void close() {
        traffic.close();
        shop.close();
    }

    private List<Duration> shuffled() {
        List<Duration> shuffled = new ArrayList<>(STEPS);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private void steps(List<Duration> durations) {
        int downFrom = random.nextInt(durations.size());
        for (int i = 0; i < durations.size(); i++) {
            if (i == downFrom) {
                shop.dataPlatform().goDown("down for a step");
                isDown = true;
            }
            awaitCalls();
            newPass();
            newKept();
            toMoment(shop.now().plus(durations.get(i)));
        }
    }

    /** Puts the clock there while customers call, does what is due by then, and looks at everything. */
    private void toMoment(Instant moment) {
        Instant here = shop.now();
        latest = here.isAfter(latest) ? here : latest;
        shop.tickFrom(moment);
        latest = moment.isAfter(latest) ? moment : latest;
        steps++;
        shop.runDue();
        if (isDown) {
            shop.dataPlatform().comeUp();
            isDown = false;
            // Where enough had failed for an outage, the next attempt is one that finds its end.
            shop.tickFrom(shop.now().plus(OUTAGE_PROBE_MAX));
        }
        check();
    }

    private void check() {
        traffic.paused(() -> {
            Instant done = shop.now();
            shop.runDue();
            checks.findings(done).forEach(finding -> findings.add(steps + ". step: " + finding));
            passes.forEach(this::check);
            kept.forEach(this::check);
        });
    }

    private void newPass() {
        Instant before = shop.now();
        String token = client.post("/api/v1/admin/tokens", Map.of("userId", user, "ttlSeconds", TOKEN.toSeconds()))
                .require(200)
                .json()
                .get("token")
                .asText();
        if (passes.size() < PASSES_MAX) {
            passes.add(new Pass(new ShopClient(shop.address(), token), before.plus(TOKEN)));
        }
    }

    private void newKept() {
        String key = "kept-" + kept.size();
        String path = "/api/v1/users/" + user + "/points/charge";
        Map<String, ?> body = Map.of("amount", 1_000);
        Instant at = shop.now();
        kept.add(new Kept(path, body, key, at, client.post(path, body, key).text()));
    }

    private void check(Pass pass) {
        Instant now = shop.now();
        Duration left = Duration.between(now, pass.endsAt());
        if (left.abs().compareTo(TOKEN_ROUNDING) > 0) {
            // A user's token does not open the office, but the office knows one that counts from one that does not.
            int expected = left.isNegative() ? 401 : 403;
            int status = pass.holder().get("/api/v1/admin/users").status();
            if (status != expected) {
                findings.add(steps + ". step: a token that ends at " + pass.endsAt() + " is answered " + status + " at "
                        + now);
            }
        }
    }

    /** As long as the clock has never shown a later day, the first reply has to be there. */
    private void check(Kept call) {
        if (latest.isBefore(call.at().plus(KEPT))) {
            Response again = client.post(call.path(), call.body(), call.key());
            if (!again.isReplayed() || !again.text().equals(call.reply())) {
                findings.add(steps + ". step: " + call.key() + " of " + call.at() + " was forgotten: " + again);
            }
        }
    }

    /** One order in each hour of the day that is not 24 hours long, at its last millisecond, and at its end. */
    private void everyHourOfTheDay() {
        Instant back = shop.now();
        long product = client.product("every hour", 1);
        charge();
        List<Instant> moments = new ArrayList<>();
        for (int hour = 0; hour < night.hours(); hour++) {
            moments.add(night.start().plus(Duration.ofHours(hour)));
        }
        moments.add(night.end().minusMillis(1));
        moments.add(night.end());
        moments.forEach(moment -> buyAt(moment, product));
        Instant later = night.end().plus(Duration.ofHours(1));
        latest = later.isAfter(latest) ? later : latest;
        shop.tickFrom(later);
        shop.runDue();
        long units = shop.database()
                .read(handle -> handle.createQuery(
                                "SELECT units FROM daily_sales WHERE day = :day AND product_id = :product")
                        .bind("day", night.day().toString())
                        .bind("product", product)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
        if (units != night.hours() + 1) {
            findings.add(units + " units instead of " + (night.hours() + 1) + " were sold on " + night.day());
        }
        shop.tickFrom(back);
    }

    private void charge() {
        client.post("/api/v1/users/" + user + "/points/charge", Map.of("amount", 1_000))
                .require(200);
    }

    private void buyAt(Instant moment, long product) {
        shop.stopAt(moment);
        long order = client.post(
                        "/api/v1/orders",
                        Map.of("userId", user, "items", List.of(Map.of("productId", product, "quantity", 1))))
                .require(201)
                .number("id");
        client.post("/api/v1/orders/" + order + "/payment", Map.of("userId", user))
                .require(200);
    }

    private void everythingIsToldInTheEnd() {
        toMoment(latest.plus(Duration.ofDays(6)));
        long untold = number("SELECT count(*) FROM delivery WHERE status <> 'DELIVERED'");
        if (untold > 0) {
            findings.add(untold + " messages were not told in the end");
        }
    }

    private long number(String sql) {
        return shop.database()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private void awaitCalls() {
        long from = traffic.calls();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> traffic.calls() >= from + CALLS_BETWEEN_STEPS
                        || !traffic.faults().isEmpty());
    }
}
