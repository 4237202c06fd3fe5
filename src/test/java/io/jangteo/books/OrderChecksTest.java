package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderChecksTest extends BooksOfAShop {

    @Test
    void an_order_in_a_state_that_does_not_exist_is_found() {
        plant("UPDATE shop_order SET status = 'LOST' WHERE id = 3");
        assertThat(violations())
                .containsEntry(
                        "order-status-agrees-with-its-times",
                        List.of("order 3: LOST, never paid, on no day, not closed"))
                .containsOnlyKeys("order-status-agrees-with-its-times", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void an_order_whose_times_belong_to_another_state_is_found() {
        plant(
                "UPDATE shop_order SET closed_at = 900 WHERE id IN (2, 3)",
                "UPDATE shop_order SET closed_at = NULL WHERE id IN (4, 6)",
                "UPDATE shop_order SET paid_at = 250, sales_day = '1969-12-31' WHERE id = 5");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-status-agrees-with-its-times",
                        List.of(
                                "order 2: PAID, paid at 200, sold on 1969-12-31, closed at 900",
                                "order 3: PENDING, never paid, on no day, closed at 900",
                                "order 4: CANCELLED, never paid, on no day, not closed",
                                "order 5: EXPIRED, paid at 250, sold on 1969-12-31, closed at 310",
                                "order 6: REFUNDED, paid at 330, sold on 1969-12-31, not closed")));
    }

    @Test
    void an_order_that_has_only_one_of_its_payment_and_its_day_is_found() {
        plant(
                "UPDATE shop_order SET sales_day = NULL WHERE id = 8",
                "UPDATE shop_order SET sales_day = '1970-01-01' WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-status-agrees-with-its-times",
                        List.of(
                                "order 3: PENDING, never paid, sold on 1970-01-01, not closed",
                                "order 8: PAID, paid at 800, on no day, not closed")));
    }

    @Test
    void an_order_that_was_paid_after_it_had_expired_is_found() {
        plant(
                "UPDATE shop_order SET expires_at = 200 WHERE id = 2",
                "UPDATE delivery SET payload = replace(payload, '01.990', '00.200') WHERE order_id = 2");
        assertThat(violations())
                .isEqualTo(
                        Map.of("order-status-agrees-with-its-times", List.of("order 2: paid at 200, expired at 200")));
    }

    @Test
    void an_order_that_had_expired_when_it_was_placed_is_found() {
        plant("UPDATE shop_order SET expires_at = 210 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-status-agrees-with-its-times", List.of("order 3: placed at 210, expired at 210")));
    }

    @Test
    void an_order_that_was_cancelled_too_late_or_expired_too_early_is_found() {
        plant(
                "UPDATE shop_order SET expires_at = 230 WHERE id = 4",
                "UPDATE shop_order SET expires_at = 311 WHERE id = 5");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "order-status-agrees-with-its-times",
                        List.of(
                                "order 4: CANCELLED at 230, its time was over at 230",
                                "order 5: EXPIRED at 310, its time was over at 311")));
    }

    @Test
    void an_order_that_its_lines_do_not_add_up_to_is_found() {
        plant(
                "UPDATE order_line SET unit_price = 2400, amount = 2400 WHERE order_id = 2 AND line = 1",
                "UPDATE order_line SET unit_price = 1001, amount = 2002 WHERE order_id = 5");
        assertSum(
                "order 2: lines of 3400, by unit price 3400, items 3500 less 0 make 3500",
                "order 5: lines of 2002, by unit price 2002, items 2000 less 0 make 2000");
    }

    @Test
    void a_line_that_is_not_its_price_times_its_quantity_is_found() {
        plant(
                "UPDATE order_line SET unit_price = 2400 WHERE order_id = 2 AND line = 1",
                "UPDATE order_line SET unit_price = 1001 WHERE order_id = 5",
                "UPDATE order_line SET amount = 2501 WHERE order_id = 6");
        assertSum(
                "order 2: lines of 3500, by unit price 3400, items 3500 less 0 make 3500",
                "order 5: lines of 2000, by unit price 2002, items 2000 less 0 make 2000",
                "order 6: lines of 2501, by unit price 2500, items 2500 less 500 make 2000");
    }

    @Test
    void lines_that_are_not_numbered_from_one_on_are_found() {
        plant("UPDATE order_line SET line = line + 1 WHERE order_id IN (3, 4)");
        assertSum("order 3: 1 lines are numbered from 2 to 2", "order 4: 1 lines are numbered from 2 to 2");
    }

    @Test
    void a_total_that_is_not_the_items_less_the_discount_is_found() {
        plant("UPDATE shop_order SET total_amount = total_amount + id - 4 WHERE id IN (3, 5)");
        assertSum(
                "order 3: lines of 7500, by unit price 7500, items 7500 less 700 make 6799",
                "order 5: lines of 2000, by unit price 2000, items 2000 less 0 make 2001");
    }

    @Test
    void an_order_without_lines_is_found() {
        plant("INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount, created_at,"
                + " expires_at) VALUES (9, 3, 'PENDING', 0, 0, 0, 900, 2700)");
        assertThat(violations()).isEqualTo(Map.of("order-adds-up-its-lines", List.of("order 9: has no lines")));
    }

    @Test
    void a_discount_that_no_coupon_gives_is_found() {
        plant("UPDATE shop_order SET discount_amount = 1, total_amount = 1999 WHERE id = 5");
        assertDiscount("order 5: discount 1, its coupon offers 0 up to 2000");
    }

    @Test
    void a_fixed_discount_of_another_amount_is_found() {
        plant(
                "UPDATE coupon SET discount_amount = 501 WHERE id = 1",
                "UPDATE coupon SET discount_amount = 2499 WHERE id = 3");
        assertDiscount(
                "order 1: discount 500, its coupon offers 501 up to 2000",
                "order 6: discount 500, its coupon offers 501 up to 2500",
                "order 7: discount 2500, its coupon offers 2499 up to 2500");
    }

    @Test
    void a_discount_above_its_cap_is_found() {
        plant("UPDATE shop_order SET discount_amount = 1125, total_amount = 6375 WHERE id = 3");
        assertDiscount("order 3: discount 1125, its coupon offers 1125 up to 700");
    }

    @Test
    void a_percentage_that_was_rounded_up_is_found() {
        plant(
                "UPDATE shop_order SET items_amount = 1003, discount_amount = 151, total_amount = 852 WHERE id = 4",
                "UPDATE order_line SET unit_price = 1003, amount = 1003 WHERE order_id = 4");
        assertDiscount("order 4: discount 151, its coupon offers 150 up to 700");
    }

    @Test
    void an_order_below_its_coupons_minimum_is_found() {
        plant("UPDATE coupon SET min_order_amount = 1001 WHERE id = 2");
        assertThat(violations().get("order-discount-follows-its-coupon"))
                .containsExactly(
                        "order 4: items 1000, its coupon asks for 1001",
                        "order 8: items 333, its coupon asks for 1001");
    }

    @Test
    void a_paid_order_that_nobody_tells_of_is_found() {
        plant("DELETE FROM delivery WHERE order_id IN (1, 6)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "paid-order-has-one-delivery",
                        List.of("order 1: PAID with 0 deliveries", "order 6: REFUNDED with 0 deliveries")));
    }

    @Test
    void a_message_of_an_order_that_was_never_paid_is_found() {
        plant("UPDATE delivery SET order_id = 3 WHERE id = 5");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "paid-order-has-one-delivery",
                        List.of("order 3: PENDING with 1 deliveries", "order 8: PAID with 0 deliveries")));
    }

    @Test
    void a_paid_order_that_has_two_messages_is_found() {
        loosen("delivery");
        plant(
                "INSERT INTO delivery (id, message_id, order_id, type, payload, status, attempts, created_at, delivered_at)"
                        + " SELECT 6, message_id, order_id, type, payload, status, attempts, created_at, delivered_at"
                        + " FROM delivery WHERE order_id = 1",
                "INSERT INTO delivery_attempt VALUES (6, 1, 101, 'DELIVERED', NULL)");
        assertThat(violations())
                .isEqualTo(Map.of("paid-order-has-one-delivery", List.of("order 1: PAID with 2 deliveries")));
    }

    private void assertSum(String... violations) {
        assertThat(violations())
                .containsEntry("order-adds-up-its-lines", List.of(violations))
                .doesNotContainKeys("order-discount-follows-its-coupon", "order-status-agrees-with-its-times");
    }

    private void assertDiscount(String... violations) {
        assertThat(violations()).isEqualTo(Map.of("order-discount-follows-its-coupon", List.of(violations)));
    }
}
