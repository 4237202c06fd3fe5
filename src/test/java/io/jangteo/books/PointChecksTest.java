package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.SqliteOnly;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointChecksTest extends BooksOfAShop {

    @Test
    void a_balance_that_its_entries_do_not_add_up_to_is_found() {
        plant("UPDATE point_entry SET amount = 12000 WHERE id = 1");
        assertThat(violations())
                .containsEntry(
                        "balance-is-the-sum-of-its-entries", List.of("user 1: balance 8500, entries add up to 10500"))
                .containsOnlyKeys("balance-is-the-sum-of-its-entries", "entry-goes-on-from-the-one-before");
    }

    @Test
    void a_balance_without_any_entry_is_found() {
        plant("UPDATE shop_user SET point = 1 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "balance-is-the-sum-of-its-entries",
                        List.of("user 3: balance 1, entries add up to 0"),
                        "balance-is-what-the-last-entry-left",
                        List.of("user 3: balance 1, the last entry left 0")));
    }

    @Test
    void a_last_entry_that_left_another_balance_is_found() {
        plant("UPDATE point_entry SET balance_after = 5217 WHERE id = 10");
        assertThat(violations())
                .containsEntry(
                        "balance-is-what-the-last-entry-left",
                        List.of("user 2: balance 5216, the last entry left 5217"))
                .containsOnlyKeys("balance-is-what-the-last-entry-left", "entry-goes-on-from-the-one-before");
    }

    @Test
    void an_entry_that_does_not_go_on_from_the_one_before_is_found() {
        plant("UPDATE point_entry SET balance_after = 10001 WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "entry-goes-on-from-the-one-before",
                        List.of(
                                "entry 1 of user 1: 10000 upon 0 left 10001",
                                "entry 3 of user 1: -1500 upon 10001 left 8500")));
    }

    @Test
    void a_balance_above_its_limit_is_found() {
        plant("UPDATE shop_user SET point_max = 8499");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "balance-is-within-its-limits", List.of("user 1: balance 8500 is not within 0 and 8499")));
    }

    @Test
    void a_limit_that_is_not_the_shops_is_found() {
        plant("UPDATE shop_user SET point_max = 2000000 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "balance-limit-is-the-shops",
                        List.of("user 3: holds 0 and may hold 2000000, others may hold 1000000")));
    }

    @Test
    void who_holds_more_than_the_limit_may_hold_just_that() {
        // As a start with a lower limit leaves it.
        plant("UPDATE shop_user SET point_max = 8000", "UPDATE shop_user SET point_max = 8500 WHERE id = 1");
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_limit_that_stayed_up_when_the_balance_came_down_is_found() {
        // One of user 2's entries left 10000.
        plant("UPDATE shop_user SET point_max = 9000", "UPDATE shop_user SET point_max = 10000 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "balance-limit-is-the-shops",
                        List.of("user 2: holds 5216 and may hold 10000, others may hold 9000")));
    }

    @Test
    void a_payment_that_was_charged_twice_is_found() {
        loosen("point_entry");
        plant("UPDATE point_entry SET reference = 'pay-1' WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "charge-reference-is-unique",
                        List.of("entry 2 of user 2: its reference pay-1 is that of an earlier charge")));
    }

    @Test
    void a_balance_below_nothing_is_found() {
        plant(
                "UPDATE shop_user SET point = -1 WHERE id = 3",
                "INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)"
                        + " VALUES (3, 'ADJUST', -1, -1, '차감', 0)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "balance-is-within-its-limits", List.of("user 3: balance -1 is not within 0 and 1000000")));
    }

    @Test
    @SqliteOnly("PostgreSQL holds the reference")
    void an_entry_of_nobody_is_found_if_it_goes_on_from_nothing() {
        plant("INSERT INTO point_entry (id, user_id, kind, amount, balance_after, at)"
                + " VALUES (999, 999999, 'CHARGE', 5, 7, 0), (998, -5, 'CHARGE', 5, 7, 0)");
        assertThat(violations())
                .containsEntry(
                        "entry-goes-on-from-the-one-before",
                        List.of("entry 998 of user -5: 5 upon 0 left 7", "entry 999 of user 999999: 5 upon 0 left 7"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-4_294_967_296L, -33_554_432L, -3_000_000_000L, Long.MIN_VALUE + 1})
    void users_whose_numbers_were_written_by_hand_are_looked_at_like_others(long lowest) {
        plant("INSERT INTO shop_user (id, name, point, point_max, created_at) VALUES (" + lowest
                + ", '끝', 0, 1000000, 0), (" + Long.MAX_VALUE + ", '끝', 3, 1000000, 0)");
        assertThat(violations())
                .containsEntry(
                        "balance-is-the-sum-of-its-entries",
                        List.of("user " + Long.MAX_VALUE + ": balance 3, entries add up to 0"))
                .doesNotContainKey("entry-goes-on-from-the-one-before");
    }
}
