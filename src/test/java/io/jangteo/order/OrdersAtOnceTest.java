package io.jangteo.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.AsOf;
import io.jangteo.database.Batch;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import io.jangteo.wire.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done to the same orders, coupons and stocks at the same moment, in every order in which it may come. */
@BothEngines
@Tag("slow")
class OrdersAtOnceTest {
    private static final int CALLERS = 32;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));

    private static ExecutorService threads;

    private long user;
    private long product;

    @BeforeAll
    static void gather() {
        threads = Executors.newFixedThreadPool(CALLERS);
    }

    @AfterAll
    static void disperse() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @BeforeEach
    void open() {
        user = SHOP.user(900_000);
        product = SHOP.product("사과", 10, 1_000_000);
    }

    @AfterEach
    void nobody_waited_for_each_other_in_a_circle() {
        assertThat(ApiCall.to(SHOP.baseUrl()).get("/metrics").text()).doesNotContain("40P01");
    }

    @Test
    void an_order_that_is_paid_and_cancelled_is_refunded_or_was_never_paid() throws Exception {
        List<List<String>> ends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long order = placed(null);
            ends.add(atOnce(() -> pay(order), () -> cancel(order)));
        }
        assertThat(Set.copyOf(ends))
                .isSubsetOf(List.of(List.of("PAID", "REFUNDED"), List.of("ORDER_CANCELLED", "CANCELLED")));
    }

    @Test
    void an_order_that_is_cancelled_as_it_expires_comes_to_one_of_these_ends() throws Exception {
        List<List<String>> ends = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long order = placed(null);
            Instant end = SHOP.orders().get(order, user, AsOf.NOW).expiresAt();
            ends.add(atOnce(
                    () -> said(tx -> SHOP.orders()
                            .cancel(tx.at(end.minusMillis(1)), order, user)
                            .status()),
                    () -> said(tx -> SHOP.orders().expire(tx.at(end), order))));
        }
        assertThat(Set.copyOf(ends))
                .isSubsetOf(List.of(List.of("CANCELLED", "false"), List.of("ORDER_EXPIRED", "true")));
    }

    @Test
    void a_paid_order_cancelled_several_times_is_refunded_once() throws Exception {
        for (int i = 0; i < 50; i++) {
            long order = placed(null);
            assertThat(pay(order)).isEqualTo("PAID");
            assertThat(atOnce(Collections.nCopies(4, () -> cancel(order))))
                    .containsExactlyInAnyOrder("REFUNDED", "ORDER_REFUNDED", "ORDER_REFUNDED", "ORDER_REFUNDED");
        }
    }

    @Test
    void a_coupon_named_by_two_orders_pays_for_one() throws Exception {
        Coupons coupons = SHOP.coupons();
        for (int i = 0; i < 50; i++) {
            long offer = SHOP.coupon(1, 1);
            long coupon =
                    SHOP.database().write(tx -> coupons.issue(tx, offer, user).id());
            long one = placed(coupon);
            long other = placed(coupon);
            assertThat(atOnce(() -> pay(one), () -> pay(other)))
                    .containsExactlyInAnyOrder("PAID", "COUPON_ALREADY_USED");
        }
    }

    @Test
    void the_last_unit_goes_to_one_of_all_callers() throws Exception {
        List<Long> users =
                IntStream.range(0, CALLERS).mapToObj(i -> SHOP.user(0)).toList();
        for (int i = 0; i < 20; i++) {
            long last = SHOP.product("배", 10, 1);
            List<Callable<String>> orders = new ArrayList<>();
            users.forEach(each -> orders.add(() -> place(each, last)));
            List<String> expected =
                    new ArrayList<>(Collections.nCopies(CALLERS - 1, "OUT_OF_STOCK {productId=" + last + ", stock=0}"));
            expected.add("PENDING");
            assertThat(atOnce(orders)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void orders_of_the_same_products_in_opposite_order_do_not_wait_for_each_other_in_a_circle() throws Exception {
        long other = SHOP.product("배", 10, 1_000_000);
        List<Long> users =
                IntStream.range(0, CALLERS).mapToObj(i -> SHOP.user(900)).toList();
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            long each = users.get(i);
            Long[] items = i % 2 == 0 ? new Long[] {product, other} : new Long[] {other, product};
            callers.add(() -> {
                for (int j = 0; j < 20; j++) {
                    long order = SHOP.database()
                            .together(SHOP.orders().placements(), order(each, null, items))
                            .id();
                    assertThat(pay(order, each)).isEqualTo("PAID");
                    assertThat(cancel(order, each)).isEqualTo("REFUNDED");
                }
                return "done";
            });
        }
        assertThat(atOnce(callers)).containsOnly("done");
        assertThat(SHOP.stockOf(product)).isEqualTo(1_000_000);
    }

    /** Places an order of one unit. */
    private long placed(@Nullable Long coupon) {
        return SHOP.database()
                .together(SHOP.orders().placements(), order(user, coupon, product))
                .id();
    }

    private static NewOrder order(long user, @Nullable Long coupon, Long... products) {
        List<NewOrder.Item> items =
                Arrays.stream(products).map(each -> new NewOrder.Item(each, 1L)).toList();
        return new NewOrder(user, items, coupon);
    }

    private String pay(long order) {
        return pay(order, user);
    }

    private String cancel(long order) {
        return cancel(order, user);
    }

    private static String place(long user, Long... products) {
        return together(SHOP.orders().placements(), order(user, null, products));
    }

    private static String pay(long order, long user) {
        return together(SHOP.orders().payments(), new Payment(order, user));
    }

    private static String cancel(long order, long user) {
        return said(tx -> SHOP.orders().cancel(tx, order, user).status());
    }

    private static <Q> String together(Batch<Q, Order> batch, Q request) {
        return answer(() -> SHOP.database().together(batch, request).status());
    }

    private static String said(Function<Tx, Object> verb) {
        return answer(() -> SHOP.database().write(verb));
    }

    private static String answer(Supplier<Object> call) {
        try {
            return call.get().toString();
        } catch (Problem refusal) {
            return refusal.getMessage();
        }
    }

    private static List<String> atOnce(Callable<String> one, Callable<String> other) throws Exception {
        return atOnce(List.of(one, other));
    }

    /** Lets all callers begin at the same moment, and returns what each was answered. */
    private static List<String> atOnce(List<Callable<String>> callers) throws Exception {
        CyclicBarrier door = new CyclicBarrier(callers.size());
        List<Future<String>> answers = new ArrayList<>();
        for (Callable<String> caller : callers) {
            answers.add(threads.submit(() -> {
                door.await();
                return caller.call();
            }));
        }
        List<String> said = new ArrayList<>();
        for (Future<String> answer : answers) {
            said.add(answer.get(1, TimeUnit.MINUTES));
        }
        return said;
    }
}
