package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesChecksTest extends BooksOfAShop {

    @Test
    void stored_units_that_the_orders_do_not_add_up_to_are_found() {
        plant("UPDATE daily_sales SET units = 4 WHERE product_id = 1");
        assertSales("1969-12-31, product 1: 4 units stored, 3 in paid orders");
    }

    @Test
    void sold_units_that_are_not_stored_are_found() {
        plant("DELETE FROM daily_sales WHERE product_id = 2");
        assertSales("1969-12-31, product 2: 0 units stored, 1 in paid orders");
    }

    @Test
    void stored_units_that_nobody_bought_are_found() {
        plant("UPDATE daily_sales SET units = 7 WHERE product_id = 4");
        assertSales("1969-12-31, product 4: 7 units stored, 0 in paid orders");
    }

    @Test
    void stored_units_of_a_day_that_is_not_computed_are_found() {
        plant("INSERT INTO daily_sales (day, product_id, units) VALUES ('1970-01-01', 3, 1)");
        assertSales("1970-01-01, product 3: 1 units stored, 0 in paid orders");
    }

    @Test
    void a_computed_day_without_any_stored_sales_is_found() {
        plant("INSERT INTO sales_day (day, computed_at) VALUES ('1970-01-01', 900)");
        assertSales("1970-01-01, product 3: 0 units stored, 1 in paid orders");
    }

    private void assertSales(String violation) {
        assertThat(violations()).isEqualTo(Map.of("daily-sales-are-the-recount-of-the-orders", List.of(violation)));
    }
}
