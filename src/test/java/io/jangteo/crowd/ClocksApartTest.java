package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.cluster.Instances;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A shop of two instances, of whose clocks the second one is two seconds ahead. */
@Tag("slow")
class ClocksApartTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofSeconds(2);
    private static final Duration UNPAID = Duration.ofMinutes(30);

    private static Instances instances;
    private static CrowdedShop shop;

    @BeforeAll
    static void start() {
        instances = Instances.start(2, settings -> settings.writeQueueWait(PATIENCE));
        shop = new CrowdedShop(instances.addresses());
    }

    @BeforeEach
    void reset() {
        instances.reset();
    }

    @AfterEach
    void checkTheBooks() {
        instances.assertBalanced();
    }

    @AfterAll
    static void close() {
        instances.close();
    }

    @Test
    void entries_up_to_any_moment_add_up_to_the_balance_at_that_moment() {
        List<Long> users = shop.users(20, 50_000);
        long product = shop.product(1_000, 1_000);
        long coupon = shop.coupon(500, 15);
        Instant from = tick(instances.get(0).now().plusSeconds(1));

        List<Placed> orders = List.of();
        for (int wave = 0; wave < 8; wave++) {
            List<RawRequest> calls = new ArrayList<>(CrowdedShop.each(users, user -> Calls.charge(user, 1_000)));
            calls.addAll(CrowdedShop.each(orders, Calls::pay));
            calls.addAll(CrowdedShop.each(orders.subList(0, orders.size() / 2), Calls::cancel));
            if (wave == 4) {
                calls.addAll(CrowdedShop.each(users, user -> Calls.issue(coupon, user)));
            }
            assertThat(Response.outcomes(shop.rush(CrowdedShop.mixed(calls))).keySet())
                    .as("the outcomes")
                    .isSubsetOf("200", "400 COUPON_SOLD_OUT", "409 ORDER_CANCELLED");
            orders = shop.orders(users, product);
        }

        // To neither instance any moment of these is still to come.
        tick(from.plusSeconds(600));
        Map<Long, List<Entry>> entries = instances.get(0).database().read(ClocksApartTest::entries);
        assertThat(entries.values())
                .as("the entries, some of which are not in the order of their times")
                .anyMatch(ofUser -> !inOrder(ofUser));
        for (long user : users) {
            List<Entry> ofUser = entries.get(user);
            TreeSet<Long> moments = new TreeSet<>(List.of(from.toEpochMilli()));
            ofUser.forEach(entry -> moments.addAll(List.of(entry.at - 1, entry.at)));
            moments.removeIf(moment -> moment < from.toEpochMilli());
            List<Response> balances =
                    shop.all(CrowdedShop.each(moments, moment -> Calls.get("/users/" + user + "?at=" + at(moment))));
            assertThat(balances)
                    .as("the balances")
                    .extracting(balance -> balance.number("point"))
                    .containsExactlyElementsOf(
                            moments.stream().map(moment -> sum(ofUser, moment)).toList());
        }
        assertThat(shop.one(Calls.get("/coupons/" + coupon)).number("issued"))
                .as("the issued ones")
                .isEqualTo(15);
    }

    @Test
    void an_order_is_paid_in_time_by_the_clock_of_either_or_expires_once() {
        int count = 120;
        List<Long> users = shop.users(count, 10_000);
        long product = shop.product(1_000, count);
        Instant start = stopAt(instances.get(0).now());
        List<Placed> orders = shop.orders(users, product);
        List<Placed> wanted = orders.subList(count / 3, count);

        // By the one clock no order has expired, by the other those have that were placed by the one.
        stopAt(start.plus(UNPAID).minusSeconds(1));
        List<Response> payments = shop.rush(CrowdedShop.each(CrowdedShop.mixed(wanted), Calls::pay));
        stopAt(start.plus(UNPAID).plus(APART));
        await().atMost(PATIENCE).until(() -> !shop.statuses(orders).contains("PENDING"));

        int paid = Response.successes(payments).size();
        assertThat(Response.outcomes(payments))
                .as("the outcomes")
                .isEqualTo(Map.of("200", paid, "409 ORDER_EXPIRED", wanted.size() - paid));
        List<String> statuses = shop.statuses(orders);
        assertThat(Collections.frequency(statuses, "PAID"))
                .as("the paid orders")
                .isEqualTo(paid);
        assertThat(Collections.frequency(statuses, "EXPIRED"))
                .as("the expired orders")
                .isEqualTo(count - paid);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(count - paid);
        assertThat(shop.points(users))
                .as("the points")
                .containsExactlyElementsOf(statuses.stream()
                        .map(status -> status.equals("PAID") ? 9_000L : 10_000L)
                        .toList());
        assertThat(count("shop_order WHERE paid_at >= expires_at OR status = 'EXPIRED' AND closed_at < expires_at"))
                .as("the orders paid too late or expired too early")
                .isZero();
        assertThat(count("stock_movement WHERE kind = 'EXPIRE'"))
                .as("the movements")
                .isEqualTo(count - paid);
    }

    @Test
    void a_coupon_is_issued_from_its_first_moment_to_its_last_by_the_clock_of_the_instance_that_is_asked() {
        List<Long> users = shop.users(80, 0);
        Instant from = instances.get(0).now().plusSeconds(3_600);
        Instant until = from.plusSeconds(600);
        long coupon = offer(from, until, 100);

        stopAt(from.minusSeconds(1));
        List<Response> first = shop.rush(CrowdedShop.each(users.subList(0, 40), user -> Calls.issue(coupon, user)));
        stopAt(until.minusSeconds(1));
        List<Response> last = shop.rush(CrowdedShop.each(users.subList(40, 80), user -> Calls.issue(coupon, user)));

        for (List<Response> replies : List.of(first, last)) {
            assertThat(Response.outcomes(replies))
                    .as("the outcomes")
                    .isEqualTo(Map.of("200", 20, "400 COUPON_NOT_OPEN", 20));
        }
        assertThat(count(
                        "issued_coupon WHERE issued_at = " + from.plusSeconds(1).toEpochMilli()))
                .as("those issued by the clock ahead")
                .isEqualTo(20);
        assertThat(count("issued_coupon WHERE issued_at = "
                        + until.minusSeconds(1).toEpochMilli()))
                .as("those issued by the clock behind")
                .isEqualTo(20);
        assertThat(count("issued_coupon WHERE rank BETWEEN 1 AND 40"))
                .as("the ranks")
                .isEqualTo(40);
    }

    private record Entry(long amount, long at) {}

    /** Lets both clocks tick on, the first from the moment, the second ahead of it. */
    private Instant tick(Instant moment) {
        instances.get(0).tickFrom(moment);
        instances.get(1).tickFrom(moment.plus(APART));
        return moment;
    }

    private Instant stopAt(Instant moment) {
        instances.get(0).stopAt(moment);
        instances.get(1).stopAt(moment.plus(APART));
        return moment;
    }

    private long offer(Instant from, Instant until, long quantity) {
        Map<String, Object> discount = Map.of("type", "FIXED", "amount", 500);
        return shop.one(Calls.administration(
                        "/coupons",
                        Map.of(
                                "name",
                                "쿠폰",
                                "discount",
                                discount,
                                "minOrderAmount",
                                0,
                                "quantity",
                                quantity,
                                "validDays",
                                30,
                                "issueFrom",
                                from.toString(),
                                "issueUntil",
                                until.toString())))
                .number("id");
    }

    private static String at(long moment) {
        return Instant.ofEpochMilli(moment).toString();
    }

    private static long sum(List<Entry> entries, long moment) {
        return entries.stream()
                .filter(entry -> entry.at <= moment)
                .mapToLong(Entry::amount)
                .sum();
    }

    private static boolean inOrder(List<Entry> entries) {
        return IntStream.range(1, entries.size()).allMatch(i -> entries.get(i - 1).at <= entries.get(i).at);
    }

    /** The entries of each user, in the order of their numbers. */
    private static Map<Long, List<Entry>> entries(Handle handle) {
        Map<Long, List<Entry>> entries = new HashMap<>();
        handle.createQuery("SELECT user_id, amount, at FROM point_entry ORDER BY id")
                .map((row, context) -> entries.computeIfAbsent(row.getLong(1), user -> new ArrayList<>())
                        .add(new Entry(row.getLong(2), row.getLong(3))))
                .list();
        return entries;
    }

    private long count(String from) {
        return instances
                .get(0)
                .database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM " + from)
                        .mapTo(Long.class)
                        .one());
    }
}
