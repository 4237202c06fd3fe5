package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.cluster.Instances;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be done once, asked of two instances at the same moment: one key, or one payment. */
@Tag("slow")
class TwoInstancesAtOnceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String IN_PROGRESS = "409 REQUEST_IN_PROGRESS";
    private static final String REUSED = "422 IDEMPOTENCY_KEY_REUSED";

    private static Instances instances;
    /** Of two requests that follow each other in a crowd, one goes to each instance. */
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
    void a_hundred_requests_sent_to_both_with_a_key_each_happen_once_each() {
        List<Long> users = shop.users(100, 50_000);
        long product = shop.product(1_000, 1_000);
        long coupon = shop.coupon(500, 100);
        List<Placed> orders = shop.orders(users, product);
        List<RawRequest> calls = IntStream.range(0, 100)
                .mapToObj(i -> keyed(
                        i,
                        switch (i % 4) {
                            case 0 -> Calls.charge(users.get(i), 5_000);
                            case 1 -> Calls.issue(coupon, users.get(i));
                            case 2 -> Calls.order(users.get(i), null, List.of(product));
                            default -> Calls.pay(orders.get(i));
                        }))
                .toList();

        List<Response> replies = shop.rush(twice(calls));

        for (String address : instances.addresses()) {
            List<Response> later = new CrowdedShop(address).rush(calls);
            for (int i = 0; i < 100; i++) {
                OneKey.firstReply(i % 4 == 2 ? "201" : "200", replies.subList(2 * i, 2 * i + 2), later.get(i));
            }
        }
        assertThat(shop.points(users))
                .as("the points")
                .containsExactlyElementsOf(LongStream.range(0, 100)
                        .mapToObj(i -> i % 4 == 0 ? 55_000L : i % 4 == 3 ? 49_000L : 50_000L)
                        .toList());
        assertThat(shop.one(Calls.get("/coupons/" + coupon)).number("issued"))
                .as("the issued ones")
                .isEqualTo(25);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(1_000 - 100 - 25);
    }

    @Test
    void of_two_requests_sent_with_one_key_the_other_is_refused_and_stays_refused() {
        List<Long> users = shop.users(50, 0);
        List<RawRequest> one = CrowdedShop.each(users, user -> keyed(user, Calls.charge(user, 1_000)));
        List<RawRequest> other = CrowdedShop.each(users, user -> keyed(user, Calls.charge(user, 2_000)));

        List<Response> replies = shop.rush(IntStream.range(0, 100)
                .mapToObj(i -> (i % 2 == 0 ? one : other).get(i / 2))
                .toList());

        List<Boolean> oneIsFirst = IntStream.range(0, 50)
                .mapToObj(i -> replies.get(2 * i).isSuccess())
                .toList();
        for (int i = 0; i < 50; i++) {
            int first = oneIsFirst.get(i) ? 2 * i : 2 * i + 1;
            assertThat(replies.get(first).outcome()).as("the first reply").isEqualTo("200");
            assertThat(replies.get(first ^ 1).outcome()).as("the other request").isIn(REUSED, IN_PROGRESS);
        }
        for (String address : instances.addresses()) {
            CrowdedShop instance = new CrowdedShop(address);
            assertThat(instance.rush(one))
                    .as("the repetitions")
                    .extracting(Response::outcome)
                    .containsExactlyElementsOf(
                            oneIsFirst.stream().map(is -> is ? "200" : REUSED).toList());
            assertThat(instance.rush(other))
                    .as("the repetitions")
                    .extracting(Response::outcome)
                    .containsExactlyElementsOf(
                            oneIsFirst.stream().map(is -> is ? REUSED : "200").toList());
        }
        assertThat(shop.points(users))
                .as("the points")
                .containsExactlyElementsOf(
                        oneIsFirst.stream().map(is -> is ? 1_000L : 2_000L).toList());
    }

    @Test
    void a_key_that_one_instance_works_on_is_in_progress_at_the_other() throws SQLException {
        long user = shop.user(0);
        RawRequest charge = keyed(1, Calls.charge(user, 1_000));
        RawRequest another = keyed(1, Calls.charge(user, 2_000));
        CompletableFuture<Response> first;
        try (java.sql.Connection holder = PostgresServer.shared().connect(instances.databaseUrl());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT id FROM shop_user WHERE id = " + user + " FOR UPDATE");
            first = CompletableFuture.supplyAsync(() -> sendTo(0, charge));
            await().atMost(PATIENCE).until(() -> waitsForARow(statement));

            for (RawRequest request : List.of(charge, another)) {
                Response reply = sendTo(1, request);
                assertThat(reply.outcome()).as("the other instance").isEqualTo(IN_PROGRESS);
                assertThat(reply.header("Retry-After")).isEqualTo("1");
            }
            assertThat(sendTo(0, charge).outcome()).as("the same instance").isEqualTo(IN_PROGRESS);
            assertThat(sendTo(0, another).outcome()).as("another request there").isEqualTo(REUSED);
            holder.rollback();
        }

        OneKey.firstReply("200", List.of(first.join()), sendTo(0, charge));
        OneKey.firstReply("200", List.of(first.join()), sendTo(1, charge));
        assertThat(sendTo(1, another).outcome()).isEqualTo(REUSED);
        assertThat(shop.points(user)).as("the points").isEqualTo(1_000);
    }

    @Test
    void a_payment_charged_to_two_users_is_charged_to_one_while_both_get_a_coupon() {
        List<Long> users = shop.users(50, 0);
        List<Long> others = shop.users(50, 0);
        long coupon = shop.coupon(500, 100);
        List<RawRequest> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(Calls.charge(users.get(i), 5_000, "pay-" + i));
            calls.add(Calls.charge(others.get(i), 5_000, "pay-" + i));
            calls.add(Calls.issue(coupon, others.get(i)));
            calls.add(Calls.issue(coupon, users.get(i)));
        }

        List<Response> replies = shop.rush(calls);
        List<Response> later = shop.rush(turned(calls));

        List<Response> issued = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            List<Response> charges = replies.subList(4 * i, 4 * i + 2);
            assertThat(charges)
                    .as("the charges")
                    .extracting(Response::outcome)
                    .containsExactlyInAnyOrder("200", "409 REFERENCE_REUSED");
            assertThat(later.get(4 * i + 1).outcome())
                    .as("the repetition")
                    .isEqualTo(charges.get(0).outcome());
            assertThat(later.get(4 * i).outcome())
                    .as("the repetition")
                    .isEqualTo(charges.get(1).outcome());
            boolean isFirst = charges.get(0).isSuccess();
            assertThat(shop.points(List.of(users.get(i), others.get(i))))
                    .as("the points")
                    .containsExactly(isFirst ? 5_000L : 0, isFirst ? 0 : 5_000L);
            issued.addAll(replies.subList(4 * i + 2, 4 * i + 4));
        }
        assertThat(issued)
                .as("the ranks")
                .extracting(reply -> reply.number("rank"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    private Response sendTo(int instance, RawRequest request) {
        try (Connection connection = Connection.to(instances.addresses().get(instance))) {
            return connection.send(request).read();
        }
    }

    private static boolean waitsForARow(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%shop_user%'")) {
            return found.next();
        }
    }

    private static RawRequest keyed(long key, RawRequest call) {
        return call.header("Idempotency-Key: key " + key);
    }

    private static List<RawRequest> twice(List<RawRequest> calls) {
        return calls.stream().flatMap(call -> Stream.of(call, call)).toList();
    }

    /** The same pairs, each of which goes to the other instance than before. */
    private static List<RawRequest> turned(List<RawRequest> calls) {
        return IntStream.range(0, calls.size()).mapToObj(i -> calls.get(i ^ 1)).toList();
    }
}
