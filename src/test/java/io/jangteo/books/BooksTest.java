package io.jangteo.books;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BooksTest extends BooksOfAShop {
    private static final String ALL_TABLES = """
        DELETE FROM daily_sales; DELETE FROM sales_day; DELETE FROM delivery_attempt; DELETE FROM delivery;
        DELETE FROM stock_movement; DELETE FROM point_entry; DELETE FROM order_line; DELETE FROM shop_order; DELETE FROM issued_coupon;
        DELETE FROM coupon_change; DELETE FROM coupon; DELETE FROM product; DELETE FROM shop_user
        """;

    @Test
    void the_books_of_a_correct_shop_balance() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void the_books_of_an_empty_shop_balance() {
        plant(ALL_TABLES);
        assertThat(violations()).isEmpty();
        assertThat(books.check().checks()).extracting(BooksCheck::checked).containsOnly(0L);
    }

    @Test
    void every_check_looks_at_everything_it_speaks_of() {
        Map<String, Long> checked = new LinkedHashMap<>();
        books.check().checks().forEach(check -> checked.put(check.name(), check.checked()));
        assertThat(checked)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("balance-is-the-sum-of-its-entries", 3L),
                        entry("balance-is-what-the-last-entry-left", 3L),
                        entry("entry-goes-on-from-the-one-before", 10L),
                        entry("balance-is-within-its-limits", 3L),
                        entry("charge-reference-is-unique", 1L),
                        entry("balance-limit-is-the-shops", 3L),
                        entry("product-began-with-its-first-stock", 4L),
                        entry("issued-coupon-is-valid-for-its-days", 5L),
                        entry("delivery-says-what-its-order-says", 5L),
                        entry("stock-is-the-sum-of-its-movements", 4L),
                        entry("stock-is-what-the-last-movement-left", 4L),
                        entry("movement-goes-on-from-the-one-before", 18L),
                        entry("stock-is-what-came-in-less-what-orders-hold", 4L),
                        entry("order-line-took-its-stock", 9L),
                        entry("closed-order-line-gave-its-stock-back", 4L),
                        entry("movement-belongs-to-an-order-line", 13L),
                        entry("coupon-counts-its-issued-ones", 4L),
                        entry("coupon-is-issued-within-its-quantity", 4L),
                        entry("coupon-ranks-have-no-gap", 4L),
                        entry("coupon-is-issued-once-to-a-user", 4L),
                        entry("coupon-reference-is-unique", 1L),
                        entry("coupon-is-what-its-changes-made-of-it", 4L),
                        entry("coupon-was-issued-within-what-stood-then", 6L),
                        entry("revoked-coupon-is-not-used", 1L),
                        entry("order-status-agrees-with-its-times", 8L),
                        entry("order-adds-up-its-lines", 8L),
                        entry("order-discount-follows-its-coupon", 8L),
                        entry("paid-order-has-one-delivery", 8L),
                        entry("delivery-has-its-attempts", 5L),
                        entry("paid-order-has-one-spend", 5L),
                        entry("refunded-order-has-one-refund", 2L),
                        entry("entry-belongs-to-a-paid-order", 7L),
                        entry("order-names-a-coupon-of-its-user", 6L),
                        entry("paid-order-uses-its-coupon", 4L),
                        entry("used-coupon-names-the-order-that-paid-with-it", 3L),
                        entry("refunded-order-gave-its-coupon-back-unless-expired", 2L),
                        entry("daily-sales-are-the-recount-of-the-orders", 3L)));
    }

    @Test
    void a_check_that_goes_wrong_everywhere_lists_its_first_violations_and_counts_everything() {
        plant("""
            WITH RECURSIVE number (n) AS (SELECT 4 UNION ALL SELECT n + 1 FROM number WHERE n < 300)
            INSERT INTO shop_user (id, name, point, point_max, created_at) SELECT n, 'user', 9, 8, 0 FROM number
            """);
        BooksCheck limits = books.check().checks().stream()
                .filter(check -> check.name().equals("balance-is-within-its-limits"))
                .findFirst()
                .orElseThrow();
        assertThat(limits.checked()).isEqualTo(300);
        assertThat(limits.violations())
                .hasSize(CheckSql.VIOLATIONS_MAX)
                .startsWith("user 4: balance 9 is not within 0 and 8", "user 5: balance 9 is not within 0 and 8")
                .endsWith("user 103: balance 9 is not within 0 and 8");
    }

    @Test
    void the_report_has_the_published_shape() throws JsonProcessingException {
        BooksReport report = BooksReport.of(List.of(
                new BooksCheck("all-is-well", 2, List.of()), new BooksCheck("stocks", 1, List.of("one is gone"))));
        assertThat(new ObjectMapper().writeValueAsString(report)).isEqualTo("""
            {"balanced":false,"checks":[{"name":"all-is-well","checked":2,"violations":[]},\
            {"name":"stocks","checked":1,"violations":["one is gone"]}]}\
            """);
    }

    @Test
    void the_books_are_open_to_the_administrator_alone() {
        assertThat(BooksRoutes.of(new BooksRuns(books, InstantSource.system())))
                .singleElement()
                .satisfies(route -> {
                    assertThat(route.method()).isEqualTo(Route.Method.GET);
                    assertThat(route.path()).isEqualTo("/api/v1/admin/books");
                    assertThat(route.access()).isEqualTo(Route.Access.ADMIN);
                    assertThat(route.replyType()).isEqualTo(BooksReport.class);
                    assertThat(((Route.Read) route.handler()).handle(null)).isEqualTo(books.check());
                });
    }

    @Test
    void the_document_explains_exactly_the_checks_there_are() throws IOException {
        List<String> explained = Files.readAllLines(Path.of("src/docs/books.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .filter(name -> !name.contains("."))
                .toList();
        assertThat(explained)
                .isEqualTo(books.check().checks().stream().map(BooksCheck::name).toList());
    }
}
