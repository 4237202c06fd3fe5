package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CouponChecksTest extends BooksOfAShop {

    @Test
    void a_coupon_that_counts_more_than_were_issued_is_found() {
        plant("UPDATE coupon SET issued = 3 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-counts-its-issued-ones", List.of("coupon 2: says 3 issued, there are 2")));
    }

    @Test
    void a_coupon_that_counts_fewer_than_were_issued_is_found() {
        plant("UPDATE coupon SET issued = 1 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-counts-its-issued-ones", List.of("coupon 2: says 1 issued, there are 2")));
    }

    @Test
    void a_coupon_that_counts_one_though_none_was_issued_is_found() {
        plant("UPDATE coupon SET issued = 1 WHERE id = 4");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-counts-its-issued-ones", List.of("coupon 4: says 1 issued, there are 0")));
    }

    @Test
    void a_coupon_that_was_issued_beyond_its_quantity_is_found() {
        plant("UPDATE coupon SET quantity = 1 WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "coupon-is-issued-within-its-quantity",
                        List.of("coupon 1: 2 issued of a quantity of 1"),
                        "coupon-is-what-its-changes-made-of-it",
                        List.of("coupon 1: quantity 1, its last change left 2")));
    }

    @Test
    void a_gap_in_the_ranks_is_found() {
        plant("UPDATE issued_coupon SET rank = 3 WHERE id = 4");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-ranks-have-no-gap", List.of("coupon 2: 2 issued hold 2 ranks from 1 to 3")));
    }

    @Test
    void ranks_that_start_at_nought_are_found() {
        plant("UPDATE issued_coupon SET rank = 0 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-ranks-have-no-gap", List.of("coupon 2: 2 issued hold 2 ranks from 0 to 2")));
    }

    @Test
    void a_rank_that_was_given_twice_is_found() {
        loosen("issued_coupon");
        plant(
                "INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)"
                        + " VALUES (6, 2, 3, 3, 0, 2592000000)",
                "UPDATE issued_coupon SET rank = 1 WHERE id = 4",
                "UPDATE coupon SET issued = 3 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-ranks-have-no-gap", List.of("coupon 2: 3 issued hold 2 ranks from 1 to 3")));
    }

    @Test
    void a_user_who_has_a_coupon_twice_is_found() {
        loosen("issued_coupon");
        plant(
                "INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)"
                        + " VALUES (6, 2, 1, 3, 0, 2592000000)",
                "UPDATE coupon SET issued = 3 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of("coupon-is-issued-once-to-a-user", List.of("coupon 2: 3 issued to 2 users")));
    }

    @Test
    void a_coupon_that_is_valid_longer_than_its_days_is_found() {
        plant("UPDATE issued_coupon SET expires_at = expires_at + 1 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "issued-coupon-is-valid-for-its-days",
                        List.of("issued coupon 2: from 0 to 2592000001, its coupon is valid for 30 days")));
    }
}
