package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderStockChecksTest extends BooksOfAShop {

    @Test
    void an_order_line_that_took_no_stock_is_found() {
        // The unit was sold, and came in as one less.
        plant("UPDATE stock_movement SET kind = 'ADJUST', reference = '폐기' WHERE id = 18");
        assertThat(violations())
                .containsEntry(
                        "order-line-took-its-stock",
                        List.of("order 8, product 3: 0 ORDER movements of 0 for a quantity of 1"))
                .containsOnlyKeys("order-line-took-its-stock");
    }

    @Test
    void an_order_line_that_took_its_stock_in_two_movements_is_found() {
        plant(
                "DROP INDEX stock_movement_taken_once",
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)"
                        + " VALUES (3, 'ORDER', 0, 4, 'order:8', 790)");
        assertThat(violations())
                .containsEntry(
                        "order-line-took-its-stock",
                        List.of("order 8, product 3: 2 ORDER movements of -1 for a quantity of 1"))
                .containsOnlyKeys("order-line-took-its-stock", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void an_order_line_that_took_more_than_its_quantity_is_found() {
        plant(
                "UPDATE stock_movement SET delta = -2, stock_after = 3 WHERE id = 18",
                "UPDATE product SET stock = 3 WHERE id = 3");
        assertThat(violations())
                .containsEntry(
                        "order-line-took-its-stock",
                        List.of("order 8, product 3: 1 ORDER movements of -2 for a quantity of 1"))
                .containsOnlyKeys("order-line-took-its-stock", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void an_expired_order_that_kept_its_stock_is_found() {
        plant("DELETE FROM stock_movement WHERE id = 13", "UPDATE product SET stock = 95 WHERE id = 1");
        assertThat(violations())
                .containsEntry(
                        "closed-order-line-gave-its-stock-back",
                        List.of("order 5, product 1: EXPIRED with 0 movements back, none of 0 for a quantity of 2"))
                .containsOnlyKeys(
                        "closed-order-line-gave-its-stock-back", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void stock_that_came_back_for_another_reason_is_found() {
        plant(
                "UPDATE stock_movement SET kind = 'EXPIRE' WHERE id = 11",
                "UPDATE stock_movement SET kind = 'CANCEL' WHERE id = 15");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "closed-order-line-gave-its-stock-back",
                        List.of(
                                "order 4, product 1: CANCELLED with 1 movements back, EXPIRE of 1 for a"
                                        + " quantity of 1",
                                "order 6, product 2: REFUNDED with 1 movements back, CANCEL of 1 for a"
                                        + " quantity of 1")));
    }

    @Test
    void stock_that_came_back_in_two_movements_is_found() {
        plant(
                "DROP INDEX stock_movement_returned_once",
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)"
                        + " VALUES (2, 'REFUND', 0, 56, 'order:6', 340)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "closed-order-line-gave-its-stock-back",
                        List.of("order 6, product 2: REFUNDED with 2 movements back, REFUND of 1 for a"
                                + " quantity of 1")));
    }

    @Test
    void more_stock_that_came_back_than_was_taken_is_found() {
        plant(
                "UPDATE stock_movement SET delta = 2, stock_after = 57 WHERE id = 17",
                "UPDATE product SET stock = 57 WHERE id = 2");
        assertThat(violations())
                .containsEntry(
                        "closed-order-line-gave-its-stock-back",
                        List.of("order 7, product 2: REFUNDED with 1 movements back, REFUND of 2 for a quantity of 1"))
                .containsOnlyKeys(
                        "closed-order-line-gave-its-stock-back", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void stock_that_an_open_order_gave_back_is_found() {
        plant(
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)"
                        + " VALUES (3, 'CANCEL', 1, 5, 'order:8', 801), (2, 'REFUND', 3, 59, 'order:3', 802)",
                "UPDATE product SET stock = 5 WHERE id = 3",
                "UPDATE product SET stock = 59 WHERE id = 2");
        assertThat(violations())
                .containsEntry(
                        "movement-belongs-to-an-order-line",
                        List.of(
                                "movement 19 of product 3: CANCEL for order:8, which is PAID",
                                "movement 20 of product 2: REFUND for order:3, which is PENDING"))
                .containsOnlyKeys("movement-belongs-to-an-order-line", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void stock_that_was_taken_for_no_order_is_found() {
        plant(
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)"
                        + " VALUES (3, 'ORDER', -1, 3, 'order:9', 801)",
                "UPDATE product SET stock = 3 WHERE id = 3");
        assertThat(violations())
                .containsEntry(
                        "movement-belongs-to-an-order-line",
                        List.of("movement 19 of product 3: ORDER for order:9, which has no such line"))
                .containsOnlyKeys("movement-belongs-to-an-order-line", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void stock_that_was_taken_of_a_product_that_was_not_ordered_is_found() {
        plant(
                "INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)"
                        + " VALUES (1, 'ORDER', -1, 96, 'order:8', 801)",
                "UPDATE product SET stock = 96 WHERE id = 1");
        assertThat(violations())
                .containsEntry(
                        "movement-belongs-to-an-order-line",
                        List.of("movement 19 of product 1: ORDER for order:8, which has no such line"))
                .containsOnlyKeys("movement-belongs-to-an-order-line", "stock-is-what-came-in-less-what-orders-hold");
    }

    @Test
    void stock_that_moved_at_another_moment_than_its_order_is_found() {
        plant("UPDATE stock_movement SET at = at + 1 WHERE id IN (14, 15)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "movement-belongs-to-an-order-line",
                        List.of(
                                "movement 14 of product 2: at 321 for order:6, which was placed at 320",
                                "movement 15 of product 2: at 341 for order:6, which was closed at 340")));
    }
}
