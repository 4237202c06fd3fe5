package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.SqliteOnly;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.ProgressHandler;

/** The cost of one read of the books, and the result of many, if one id has very many rows. */
@Tag("slow")
class PiecesTest extends BooksOfAShop {
    private static final int FEW = 20;
    private static final int ALL = Integer.MAX_VALUE;
    /** Far more than SQLite's steps for one row of the costliest check, and far less than for all rows of one id. */
    private static final int STEPS_MAX = 200 * FEW;

    private static final int STEPS_COUNTED = 50;

    /**
     * The checks of totals over all rows of one id. The crowd's orders have no messages, so other checks report
     * violations.
     */
    private static final Set<String> COUNTED = Set.of(
            "balance-is-the-sum-of-its-entries",
            "entry-goes-on-from-the-one-before",
            "product-began-with-its-first-stock",
            "stock-is-the-sum-of-its-movements",
            "stock-is-what-came-in-less-what-orders-hold",
            "coupon-counts-its-issued-ones",
            "coupon-is-issued-within-its-quantity",
            "coupon-ranks-have-no-gap",
            "coupon-is-issued-once-to-a-user",
            "daily-sales-are-the-recount-of-the-orders");

    private Connection connection;
    private Handle handle;
    private CrowdedBooks shop;

    @BeforeEach
    void crowd() throws SQLException {
        connection = tampering();
        shop = CrowdedBooks.in(connection);
        handle = Jdbi.open(connection);
    }

    @AfterEach
    void leave() {
        handle.close();
    }

    @Test
    @SqliteOnly("counts the steps of SQLite's machine")
    void no_read_costs_more_than_its_rows_however_many_stand_behind_one_id() throws SQLException {
        plantHere(
                "UPDATE shop_user SET point_max = 77 WHERE id = 3", "UPDATE shop_user SET point_max = 0 WHERE id = 1");
        AtomicLong steps = new AtomicLong();
        ProgressHandler.setHandler(connection, STEPS_COUNTED, new ProgressHandler() {
            @Override
            protected int progress() {
                steps.addAndGet(STEPS_COUNTED);
                return 0;
            }
        });
        Map<String, Long> most = new LinkedHashMap<>();
        for (Check check : Books.CHECKS) {
            walk(check, FEW, () -> {
                most.merge(check.name(), steps.getAndSet(0), Math::max);
            });
        }
        ProgressHandler.clearHandler(connection);
        assertThat(most)
                .hasSameSizeAs(Books.CHECKS)
                .allSatisfy((name, each) -> assertThat(each).isLessThan(STEPS_MAX));
    }

    @Test
    void pieces_find_what_one_read_finds() throws SQLException {
        assertThat(pieces(FEW)).isEqualTo(pieces(ALL)).doesNotContainKeys(COUNTED.toArray(String[]::new));
        plantHere(
                "UPDATE point_entry SET amount = 2 WHERE id = 101000",
                "UPDATE shop_user SET point_max = 9 WHERE id = 1002",
                "UPDATE shop_user SET point_max = 1234 WHERE id = 3",
                "UPDATE stock_movement SET delta = -3 WHERE id = 101000",
                "UPDATE stock_movement SET kind = 'INITIAL' WHERE id = 101500",
                "DELETE FROM issued_coupon WHERE id = 2500",
                "UPDATE order_line SET quantity = 2 WHERE order_id = 101700",
                "UPDATE daily_sales SET units = units + 2 WHERE day = '1970-01-05'",
                "INSERT INTO daily_sales (day, product_id, units) VALUES ('1970-01-05', 3, 1), ('1970-01-03', 3, 1)");
        Map<String, List<String>> found = pieces(FEW);
        assertThat(found).isEqualTo(pieces(ALL));
        assertThat(found)
                .containsEntry(
                        "balance-is-the-sum-of-its-entries", List.of("user 3: balance 2000, entries add up to 2001"))
                .containsEntry(
                        "entry-goes-on-from-the-one-before", List.of("entry 101000 of user 3: 2 upon 999 left 1000"))
                .containsEntry(
                        "balance-limit-is-the-shops",
                        List.of("user 1002: holds 0 and may hold 9, others may hold 1000000"))
                .containsEntry(
                        "stock-is-the-sum-of-its-movements",
                        List.of("product 4: stock 998000, movements add up to 997998"))
                .containsEntry("coupon-counts-its-issued-ones", List.of("coupon 4: says 2000 issued, there are 1999"))
                .containsEntry(
                        "coupon-ranks-have-no-gap", List.of("coupon 4: 1999 issued hold 1999 ranks from 1 to 2000"))
                .containsEntry(
                        "daily-sales-are-the-recount-of-the-orders",
                        List.of(
                                "1970-01-03, product 3: 1 units stored, 0 in paid orders",
                                "1970-01-05, product 3: 1 units stored, 0 in paid orders",
                                "1970-01-05, product 4: 2002 units stored, 2001 in paid orders"))
                .containsEntry(
                        "stock-is-what-came-in-less-what-orders-hold",
                        List.of("product 4: stock 998000, 999999 came in and 2000 lie in pending and paid orders"))
                .containsEntry(
                        "product-began-with-its-first-stock",
                        List.of("product 4: created at 0, its first movement is INITIAL for created at 0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1_000, 3_000})
    void owners_in_several_bands_are_all_looked_at(int bandMax) throws SQLException {
        LedgerSql sums = new LedgerSql("sums", Ledger.BALANCES, false, bandMax);
        LedgerSql chain = new LedgerSql("chain", Ledger.BALANCES, true, bandMax);
        int rows = 150;
        assertThat(walk(sums, rows, () -> {})).isEmpty();
        assertThat(walk(chain, rows, () -> {})).isEmpty();
        plantHere(
                "UPDATE point_entry SET amount = 2 WHERE id = 101000",
                "UPDATE shop_user SET point = point + 5 WHERE id IN (1, 1001, 3000)");
        assertThat(walk(sums, rows, shop::live))
                .containsExactly(
                        "user 1: balance 8505, entries add up to 8500",
                        "user 3: balance 2000, entries add up to 2001",
                        "user 1001: balance 5, entries add up to 0",
                        "user 3000: balance 5, entries add up to 0");
        assertThat(walk(chain, rows, () -> {})).containsExactly("entry 101000 of user 3: 2 upon 999 left 1000");
    }

    @Test
    void a_user_who_has_one_of_a_million_copies_twice_is_found() throws SQLException {
        loosen("issued_coupon");
        plantHere("UPDATE issued_coupon SET user_id = 2998 WHERE id = 3000");
        Check once = CouponChecksSql.couponIsIssuedOnceToAUser();
        assertThat(walk(once, 200, () -> {})).containsExactly("coupon 4: 2000 issued to 1999 users");
    }

    @Test
    void pieces_between_which_everything_changes_find_no_fault_with_what_is_right() {
        for (Check check : Books.CHECKS) {
            if (COUNTED.contains(check.name())) {
                assertThat(walk(check, 200, shop::live)).as(check.name()).isEmpty();
            }
        }
    }

    @Test
    void another_shop_that_takes_the_place_between_two_pieces_is_looked_at_by_itself() throws SQLException {
        for (Check check : Books.CHECKS) {
            if (COUNTED.contains(check.name())) {
                assertThat(walk(check, 200, shop::exchange)).as(check.name()).isEmpty();
                shop.exchange();
            }
        }
    }

    private Map<String, List<String>> pieces(int rows) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Check check : Books.CHECKS) {
            List<String> violations = walk(check, rows, () -> {});
            if (!violations.isEmpty()) {
                found.put(check.name(), violations);
            }
        }
        return found;
    }

    private List<String> walk(Check check, int rows, Between between) {
        List<String> violations = new ArrayList<>();
        Object place = null;
        try {
            do {
                Check.Piece piece = check.look(handle, place, rows);
                violations.addAll(piece.violations());
                place = piece.next();
                between.happen();
            } while (place != null);
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
        return violations.subList(0, Math.min(violations.size(), CheckSql.VIOLATIONS_MAX));
    }

    private void plantHere(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private interface Between {
        void happen() throws SQLException;
    }
}
