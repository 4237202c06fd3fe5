package io.jangteo.point;

import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Refunds may exceed the limit; a balance above it can be spent but not charged. */
@BothEngines
class AboveLimitTest {
    private static final long LIMIT = 1_000_000;
    private static final long LOWER = 600_000;

    private static long balanceMax = LIMIT;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.balanceMax(balanceMax));

    private long user;
    private long product;

    @BeforeEach
    void open() {
        user = SHOP.user(LIMIT);
        SHOP.user(0);
        product = SHOP.product("사과", 100_000, 100);
    }

    @AfterEach
    void restart() {
        if (balanceMax != LIMIT) {
            restartWith(LIMIT);
        }
    }

    @Test
    void a_refund_fits_above_the_limit_and_is_spent_before_anything_is_charged() {
        long order = paid(3);
        charge(300_000);
        refund(order);
        assertHolds(1_300_000, 1_300_000);
        SHOP.assertBalanced();
        refuses();
        refuseToAdjust(1);
        paid(1);
        assertHolds(1_200_000, 1_200_000);
        SHOP.assertBalanced();
        adjust(-200_001);
        assertHolds(999_999, LIMIT);
        refuses();
        adjust(1);
        assertHolds(LIMIT, LIMIT);
        paid(1);
        charge(100_000);
        assertHolds(LIMIT, LIMIT);
        assertThat(SHOP.entriesOf(user))
                .containsExactly("CHARGE", "SPEND", "ADJUST", "ADJUST", "SPEND", "REFUND", "CHARGE", "SPEND", "ADJUST");
    }

    @Test
    void one_refund_after_the_other_fits_and_each_is_given_once() {
        List<Long> orders = List.of(paid(4), paid(4));
        charge(800_000);
        orders.forEach(this::refund);
        assertHolds(1_800_000, 1_800_000);
        SHOP.cancel(orders.get(0), user).require(409);
        assertHolds(1_800_000, 1_800_000);
        paid(18);
        assertHolds(0, LIMIT);
    }

    @Test
    void an_order_of_nothing_is_paid_and_refunded_above_the_limit() {
        long order = paid(3);
        charge(300_000);
        refund(order);
        long free = SHOP.product("덤", 0, 1);
        long gift = SHOP.order(user, free, 1);
        json(SHOP.pay(gift, user), 200);
        refund(gift);
        assertHolds(1_300_000, 1_300_000);
    }

    @Test
    void a_restart_leaves_a_balance_above_the_limit_as_it_is() {
        long order = paid(3);
        charge(300_000);
        refund(order);
        long later = paid(1);
        SHOP.restart();
        assertHolds(1_200_000, 1_200_000);
        SHOP.assertBalanced();
        refuses();
        refund(later);
        assertHolds(1_300_000, 1_300_000);
    }

    @SqliteOnly("servers of one database agree on the limit")
    @Test
    void a_start_with_a_lower_limit_leaves_every_balance_and_the_next_entries_lead_down_to_it() {
        long order = paid(3);
        charge(300_000);
        restartWith(LOWER);
        assertHolds(LIMIT, LIMIT);
        SHOP.assertBalanced();
        refund(order);
        assertHolds(1_300_000, 1_300_000);
        paid(6);
        assertHolds(700_000, 700_000);
        SHOP.assertBalanced();
        restartWith(LOWER - 1);
        assertHolds(700_000, 700_000);
        refuses();
        paid(2);
        assertHolds(500_000, LOWER - 1);
        SHOP.assertBalanced();
        restartWith(2 * LIMIT);
        assertHolds(500_000, 2 * LIMIT);
        charge(LIMIT);
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_brings_a_balance_above_the_limit_back() {
        long order = paid(3);
        charge(300_000);
        refund(order);
        json(SHOP.admin("{\"name\":\"above\"}").post("/admin/snapshots"), 200);
        paid(13);
        assertHolds(0, LIMIT);
        restartWith(LOWER);
        json(SHOP.admin().post("/admin/snapshots/above/restore"), 200);
        assertHolds(1_300_000, 1_300_000);
        SHOP.assertBalanced();
        paid(9);
        assertHolds(400_000, LOWER);
    }

    @Test
    @SqliteOnly("takes a backup")
    void a_backup_with_a_balance_above_the_limit_is_taken_and_its_books_balance() {
        long order = paid(3);
        charge(300_000);
        refund(order);
        json(SHOP.admin().post("/admin/backup"), 200);
        assertThat(SHOP.books().path("balanced").booleanValue()).isTrue();
    }

    /** Checks the balance and the row's own maximum. */
    private void assertHolds(long point, long pointMax) {
        assertThat(SHOP.pointsOf(user)).isEqualTo(point);
        assertThat(SHOP.database()
                        .<Long>read(handle -> handle.createQuery("SELECT point_max FROM shop_user WHERE id = :id")
                                .bind("id", user)
                                .mapTo(Long.class)
                                .one()))
                .isEqualTo(pointMax);
    }

    private long paid(long quantity) {
        long order = SHOP.order(user, product, quantity);
        json(SHOP.pay(order, user), 200);
        return order;
    }

    private void refund(long order) {
        assertThat(json(SHOP.cancel(order, user), 200).path("status").textValue())
                .isEqualTo("REFUNDED");
    }

    private void charge(long amount) {
        json(SHOP.api(Map.of("amount", amount)).post("/users/{id}/points/charge", user), 200);
    }

    private void adjust(long amount) {
        json(SHOP.admin(adjustment(amount)).post("/admin/users/{id}/points/adjust", user), 200);
    }

    private void refuses() {
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, "/users/" + user + "/points/charge", Map.of("amount", 1_000));
        invalidChargeAmount("BALANCE_LIMIT")
                .toPost(
                        SHOP,
                        "/admin/users/" + user + "/points/charge",
                        Map.of("amount", 1_000, "reference", "pay-above"));
    }

    private void refuseToAdjust(long amount) {
        invalidChargeAmount("BALANCE_LIMIT")
                .toPost(SHOP, "/admin/users/" + user + "/points/adjust", adjustment(amount));
    }

    private static Map<String, Object> adjustment(long amount) {
        return Map.of("amount", amount, "reason", "정정");
    }

    private static void restartWith(long limit) {
        balanceMax = limit;
        SHOP.restart();
    }
}
