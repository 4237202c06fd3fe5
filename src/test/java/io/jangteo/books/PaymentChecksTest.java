package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentChecksTest extends BooksOfAShop {

    @Test
    void a_paid_order_that_took_no_points_is_found() {
        plant("UPDATE point_entry SET kind = 'ADJUST', reference = '결제' WHERE id = 3");
        assertPayment("paid-order-has-one-spend", "order 1: PAID with 0 SPEND entries");
    }

    @Test
    void a_paid_order_that_took_its_points_twice_is_found() {
        plant(
                "DROP INDEX point_entry_once_per_order",
                "UPDATE point_entry SET kind = 'SPEND', reference = 'order:2', at = 200 WHERE id = 9");
        assertPayment("paid-order-has-one-spend", "order 2: PAID with 2 SPEND entries");
    }

    @Test
    void a_paid_order_that_took_another_amount_is_found() {
        plant(
                "UPDATE point_entry SET amount = -1 WHERE id = 7",
                "UPDATE point_entry SET balance_after = 8499 WHERE id IN (7, 8)",
                "UPDATE point_entry SET amount = -283, balance_after = 5217 WHERE id = 10",
                "UPDATE shop_user SET point = 8499 WHERE id = 1",
                "UPDATE shop_user SET point = 5217 WHERE id = 2");
        assertPayment(
                "paid-order-has-one-spend",
                "order 7: user 1 owes 0, SPEND of -1 by user 1",
                "order 8: user 2 owes 284, SPEND of -283 by user 2");
    }

    @Test
    void a_paid_order_that_another_user_paid_is_found() {
        plant(
                "UPDATE point_entry SET user_id = 3, balance_after = 0 WHERE id = 7",
                "UPDATE point_entry SET user_id = 1, balance_after = 8216 WHERE id = 10",
                "UPDATE shop_user SET point = 8216 WHERE id = 1",
                "UPDATE shop_user SET point = 5500 WHERE id = 2");
        assertPayment(
                "paid-order-has-one-spend",
                "order 7: user 1 owes 0, SPEND of 0 by user 3",
                "order 8: user 2 owes 284, SPEND of -284 by user 1");
    }

    @Test
    void a_refunded_order_whose_points_did_not_come_back_is_found() {
        plant("UPDATE point_entry SET kind = 'ADJUST', reference = '환불' WHERE id = 6");
        assertPayment("refunded-order-has-one-refund", "order 6: REFUNDED with 0 REFUND entries");
    }

    @Test
    void a_refunded_order_whose_points_came_back_twice_is_found() {
        plant(
                "DROP INDEX point_entry_once_per_order",
                "UPDATE point_entry SET kind = 'REFUND', reference = 'order:6', at = 340 WHERE id = 9");
        assertPayment("refunded-order-has-one-refund", "order 6: REFUNDED with 2 REFUND entries");
    }

    @Test
    void a_refund_of_another_amount_is_found() {
        plant(
                "UPDATE point_entry SET amount = 1, balance_after = 8501 WHERE id = 8",
                "UPDATE shop_user SET point = 8501 WHERE id = 1");
        assertPayment("refunded-order-has-one-refund", "order 7: user 1 is owed 0, REFUND of 1 to user 1");
    }

    @Test
    void a_refund_to_another_user_is_found() {
        plant("UPDATE point_entry SET user_id = 3, balance_after = 0 WHERE id = 8");
        assertPayment("refunded-order-has-one-refund", "order 7: user 1 is owed 0, REFUND of 0 to user 3");
    }

    @Test
    void points_taken_for_an_order_that_is_not_paid_are_found() {
        plant("INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at) VALUES"
                + " (3, 'SPEND', 0, 0, 'order:3', 900), (3, 'SPEND', 0, 0, 'order:4', 900),"
                + " (3, 'SPEND', 0, 0, 'order:5', 900)");
        assertPayment(
                "entry-belongs-to-a-paid-order",
                "entry 11 of user 3: SPEND for order:3, which is PENDING",
                "entry 12 of user 3: SPEND for order:4, which is CANCELLED",
                "entry 13 of user 3: SPEND for order:5, which is EXPIRED");
    }

    @Test
    void points_given_back_for_an_order_that_was_not_refunded_are_found() {
        plant("UPDATE point_entry SET kind = 'REFUND', reference = 'order:2' WHERE id = 9");
        assertPayment("entry-belongs-to-a-paid-order", "entry 9 of user 2: REFUND for order:2, which is PAID");
    }

    @Test
    void points_taken_for_no_order_are_found() {
        plant("UPDATE point_entry SET kind = 'SPEND', reference = 'order:99' WHERE id = 9");
        assertPayment("entry-belongs-to-a-paid-order", "entry 9 of user 2: SPEND for order:99, which is no order");
    }

    @Test
    void points_taken_for_no_stated_reason_are_found() {
        plant("UPDATE point_entry SET kind = 'SPEND', reference = NULL WHERE id = 9");
        assertPayment("entry-belongs-to-a-paid-order", "entry 9 of user 2: SPEND for nothing, which is no order");
    }

    @Test
    void points_that_moved_at_another_moment_than_their_order_are_found() {
        plant("UPDATE point_entry SET at = at + 1 WHERE id IN (5, 6)");
        assertPayment(
                "entry-belongs-to-a-paid-order",
                "entry 5 of user 2: at 331 for order:6, which was paid at 330",
                "entry 6 of user 2: at 341 for order:6, which was closed at 340");
    }

    @Test
    void points_that_moved_for_an_unknown_reason_are_found() {
        plant("UPDATE point_entry SET kind = 'GIFT' WHERE id = 1");
        assertPayment("entry-belongs-to-a-paid-order", "entry 1 of user 1: GIFT for nothing, which is no order");
    }

    private void assertPayment(String check, String... violations) {
        assertThat(violations()).isEqualTo(Map.of(check, List.of(violations)));
    }
}
