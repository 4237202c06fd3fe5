package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockChecksTest extends BooksOfAShop {

    @Test
    void a_stock_that_its_movements_do_not_add_up_to_is_found() {
        plant("DELETE FROM stock_movement WHERE id IN (11, 13)");
        assertThat(violations())
                .containsEntry(
                        "stock-is-the-sum-of-its-movements", List.of("product 1: stock 97, movements add up to 94"))
                .containsOnlyKeys(
                        "stock-is-the-sum-of-its-movements",
                        "stock-is-what-the-last-movement-left",
                        "movement-goes-on-from-the-one-before",
                        "closed-order-line-gave-its-stock-back");
    }

    @Test
    void a_last_movement_that_left_another_stock_is_found() {
        plant("UPDATE stock_movement SET stock_after = 3 WHERE id = 18");
        assertThat(violations())
                .containsEntry(
                        "stock-is-what-the-last-movement-left", List.of("product 3: stock 4, the last movement left 3"))
                .containsOnlyKeys("stock-is-what-the-last-movement-left", "movement-goes-on-from-the-one-before");
    }

    @Test
    void a_movement_that_does_not_go_on_from_the_one_before_is_found() {
        plant("UPDATE stock_movement SET stock_after = 6 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "movement-goes-on-from-the-one-before",
                        List.of(
                                "movement 3 of product 3: 5 upon 0 left 6",
                                "movement 18 of product 3: -1 upon 6 left 4")));
    }

    @Test
    void a_sale_that_moved_less_stock_than_it_sold_is_found() {
        // Everything about the movements agrees; only the order tells that a second unit was sold.
        plant(
                "UPDATE order_line SET quantity = 2, unit_price = 0, amount = 333 WHERE order_id = 8",
                "UPDATE order_line SET amount = 0 WHERE order_id = 8",
                "UPDATE shop_order SET items_amount = 0, discount_amount = 0, total_amount = 0 WHERE id = 8",
                "UPDATE point_entry SET amount = 0, balance_after = 5500 WHERE id = 10",
                "UPDATE shop_user SET point = 5500 WHERE id = 2");
        assertThat(violations())
                .containsEntry(
                        "stock-is-what-came-in-less-what-orders-hold",
                        List.of("product 3: stock 4, 5 came in and 2 lie in pending and paid orders"))
                .containsOnlyKeys(
                        "stock-is-what-came-in-less-what-orders-hold",
                        "order-line-took-its-stock",
                        "delivery-says-what-its-order-says");
    }

    @Test
    void stock_that_came_from_nowhere_is_found() {
        plant("DELETE FROM stock_movement WHERE product_id = 4", "UPDATE product SET stock = 5 WHERE id = 4");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "product-began-with-its-first-stock",
                        List.of("product 4: created at 0, nothing ever moved"),
                        "stock-is-the-sum-of-its-movements",
                        List.of("product 4: stock 5, movements add up to 0"),
                        "stock-is-what-the-last-movement-left",
                        List.of("product 4: stock 5, the last movement left 0"),
                        "stock-is-what-came-in-less-what-orders-hold",
                        List.of("product 4: stock 5, 0 came in and 0 lie in pending and paid orders")));
    }

    @Test
    void a_product_that_did_not_begin_with_its_first_stock_is_found() {
        plant(
                "UPDATE stock_movement SET kind = 'ADJUST' WHERE id = 3",
                "UPDATE product SET created_at = 1 WHERE id = 4",
                "UPDATE stock_movement SET kind = 'INITIAL' WHERE id = 5");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "product-began-with-its-first-stock",
                        List.of(
                                "product 2: created at 0, its first movement is INITIAL for created at 0",
                                "product 3: created at 0, its first movement is ADJUST for created at 0",
                                "product 4: created at 1, its first movement is INITIAL for created at 0")));
    }
}
