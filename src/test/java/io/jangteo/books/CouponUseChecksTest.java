package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CouponUseChecksTest extends BooksOfAShop {

    @Test
    void an_order_that_names_another_users_coupon_is_found() {
        plant("UPDATE shop_order SET issued_coupon_id = 7 - issued_coupon_id WHERE id IN (3, 4)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-names-a-coupon-of-its-user",
                        List.of(
                                "order 3 of user 1: issued coupon 4 belongs to user 2",
                                "order 4 of user 2: issued coupon 3 belongs to user 1")));
    }

    @Test
    void an_order_that_names_no_coupon_there_is_is_found() {
        plant("UPDATE shop_order SET issued_coupon_id = 99, discount_amount = 0, total_amount = 7500 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-names-a-coupon-of-its-user",
                        List.of("order 3 of user 1: issued coupon 99 does not exist")));
    }

    @Test
    void a_paid_order_that_did_not_use_its_coupon_is_found() {
        plant("UPDATE issued_coupon SET used_at = NULL, order_id = NULL WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "paid-order-uses-its-coupon", List.of("order 1: paid, but its issued coupon 1 is not used")));
    }

    @Test
    void a_coupon_that_paid_for_two_orders_is_found() {
        plant(
                "DROP INDEX shop_order_coupon_paid_once",
                "UPDATE shop_order SET issued_coupon_id = 4, discount_amount = 525, total_amount = 2975 WHERE id = 2",
                "UPDATE point_entry SET amount = -2975 WHERE id = 4",
                "UPDATE point_entry SET balance_after = balance_after + 525 WHERE user_id = 2 AND id >= 4",
                "UPDATE shop_user SET point = point + 525 WHERE id = 2",
                says("\"issuedCouponId\":null", "\"issuedCouponId\":4"),
                says("\"discountAmount\":0", "\"discountAmount\":525"),
                says("\"totalAmount\":3500", "\"totalAmount\":2975"));
        assertThat(violations())
                .isEqualTo(Map.of(
                        "paid-order-uses-its-coupon",
                        List.of("order 2: paid, but its issued coupon 4 is used by order 8")));
    }

    private static String says(String before, String after) {
        return "UPDATE delivery SET payload = replace(payload, '%s', '%s') WHERE order_id = 2".formatted(before, after);
    }

    @Test
    void an_order_that_was_paid_with_an_expired_coupon_is_found() {
        plant("UPDATE issued_coupon SET issued_at = 100 - 2592000000, expires_at = 100 WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "paid-order-uses-its-coupon", List.of("order 1: paid after its issued coupon 1 had expired")));
    }

    @Test
    void a_coupon_used_by_an_order_that_is_not_paid_is_found() {
        plant(
                "UPDATE issued_coupon SET used_at = 210, order_id = 3, revoked_at = NULL, revoke_reason = NULL WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "used-coupon-names-the-order-that-paid-with-it",
                        List.of("issued coupon 3: used by order 3, which is PENDING")));
    }

    @Test
    void a_coupon_used_by_an_order_that_names_another_or_none_is_found() {
        plant(
                "UPDATE issued_coupon SET used_at = 200, order_id = 2 WHERE id = 2",
                "UPDATE issued_coupon SET used_at = 800, order_id = 8, revoked_at = NULL, revoke_reason = NULL WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "used-coupon-names-the-order-that-paid-with-it",
                        List.of(
                                "issued coupon 2: used by order 2, which does not name it",
                                "issued coupon 3: used by order 8, which does not name it")));
    }

    @Test
    void a_coupon_used_by_no_order_there_is_is_found() {
        plant("UPDATE issued_coupon SET used_at = 200, order_id = 99 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "used-coupon-names-the-order-that-paid-with-it",
                        List.of("issued coupon 2: used by order 99, which does not name it")));
    }

    @Test
    void a_coupon_that_has_only_one_of_its_use_and_its_order_is_found() {
        plant(
                "UPDATE issued_coupon SET used_at = NULL WHERE id = 1",
                "UPDATE issued_coupon SET used_at = 200 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "used-coupon-names-the-order-that-paid-with-it",
                        List.of(
                                "issued coupon 1: has only one of its use and its order",
                                "issued coupon 2: has only one of its use and its order")));
    }

    @Test
    void a_valid_coupon_that_did_not_come_back_with_the_refund_is_found() {
        plant("UPDATE issued_coupon SET used_at = 330, order_id = 6 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "refunded-order-gave-its-coupon-back-unless-expired",
                        List.of("order 6: refunded, but its issued coupon 2 is still used by it")));
    }

    @Test
    void a_coupon_that_ended_at_the_moment_of_the_refund_has_to_stay_used() {
        plant("UPDATE issued_coupon SET issued_at = issued_at + 100, expires_at = 600 WHERE id = 5");
        assertThat(violations()).isEmpty();
        plant("UPDATE issued_coupon SET used_at = NULL, order_id = NULL WHERE id = 5");
        assertThat(violations()).containsOnlyKeys("refunded-order-gave-its-coupon-back-unless-expired");
    }

    @Test
    void an_expired_coupon_that_came_back_with_the_refund_is_found() {
        plant("UPDATE issued_coupon SET used_at = NULL, order_id = NULL WHERE id = 5");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "refunded-order-gave-its-coupon-back-unless-expired",
                        List.of("order 7: refunded after its issued coupon 5 had expired, yet it came back")));
    }

    @Test
    void a_coupon_that_was_used_at_another_moment_than_its_order_was_paid_is_found() {
        plant("UPDATE issued_coupon SET used_at = 99 WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "used-coupon-names-the-order-that-paid-with-it",
                        List.of("issued coupon 1: used at 99 by order 1, which was paid at 100")));
    }
}
