package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CouponOfferChecksTest extends BooksOfAShop {
    private static final String WITHIN = "coupon-was-issued-within-what-stood-then";
    private static final String CHANGES = "coupon-is-what-its-changes-made-of-it";
    private static final String REVOKED = "revoked-coupon-is-not-used";

    @Test
    void a_coupon_issued_beyond_the_quantity_that_stood_then_is_found_though_it_was_raised_later() {
        plant("INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, at) VALUES"
                + " (7, 2, 1, '15%', 1, 10), (8, 2, 2, '15%', 5, 20)");
        assertThat(violations())
                .isEqualTo(Map.of(WITHIN, List.of("change 7 of coupon 2: 2 were issued while a quantity of 1 stood")));
    }

    @Test
    void a_coupon_issued_after_the_close_is_found_whatever_the_clock_said() {
        plant(
                "INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, closed_at, at)"
                        + " VALUES (7, 2, 1, '15%', 5, 900, 900)",
                "UPDATE coupon SET closed_at = 900 WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(WITHIN, List.of("change 7 of coupon 2: closed with 1 issued, later there were 2")));
    }

    @Test
    void an_offer_that_was_opened_again_is_found() {
        plant(
                "INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, at) VALUES (7, 1, 2, '500원', 2, 700)",
                "UPDATE coupon SET closed_at = NULL WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(WITHIN, List.of("change 7 of coupon 1: made at 700, open, closed before at 650")));
    }

    @Test
    void a_change_that_counts_more_than_were_issued_or_belongs_to_no_offer_is_found() {
        plant(
                "UPDATE coupon_change SET issued = 3 WHERE id = 5",
                "INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, at) VALUES (7, 9, 0, '?', 1, 0)");
        assertThat(violations())
                .isEqualTo(Map.of(
                        WITHIN,
                        List.of(
                                "change 5 of coupon 3: made with 3 issued, later there were 1",
                                "change 7: there is no coupon 9")));
    }

    @Test
    void an_offer_that_is_not_what_its_changes_made_of_it_is_found() {
        plant(
                "DELETE FROM coupon_change WHERE coupon_id = 4",
                "UPDATE coupon SET quantity = 10 WHERE id = 3",
                "UPDATE coupon SET name = '16%' WHERE id = 2",
                "UPDATE coupon SET closed_at = 651 WHERE id = 1");
        assertThat(violations())
                .isEqualTo(Map.of(
                        CHANGES,
                        List.of(
                                "coupon 1: its issue window or its end is not what its last change left",
                                "coupon 2: is called 16%, its last change called it 15%",
                                "coupon 3: quantity 10, its last change left 5",
                                "coupon 4: nothing tells how it began")));
    }

    @Test
    void an_offer_that_began_at_another_time_or_with_copies_is_found() {
        plant("UPDATE coupon SET created_at = 5 WHERE id = 4", "UPDATE coupon SET issue_until = 99 WHERE id = 2");
        plant("UPDATE coupon_change SET issued = 1 WHERE id = 3");
        assertThat(violations())
                .isEqualTo(Map.of(
                        CHANGES,
                        List.of(
                                "coupon 2: its issue window or its end is not what its last change left",
                                "coupon 3: created at 0, it began at 0 with 1 issued",
                                "coupon 4: created at 5, it began at 0 with 0 issued")));
    }

    @Test
    void a_reference_of_two_offers_is_found() {
        plant("DROP INDEX coupon_reference_once", "UPDATE coupon SET reference = 'first' WHERE id = 4");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "coupon-reference-is-unique",
                        List.of("coupon 4: its reference first is that of an earlier coupon")));
    }

    @Test
    void a_revoked_coupon_that_pays_for_an_order_is_found() {
        plant("UPDATE issued_coupon SET revoked_at = 900, revoke_reason = '?' WHERE id = 4");
        assertThat(violations()).isEqualTo(Map.of(REVOKED, List.of("issued coupon 4: revoked, and used by order 8")));
    }

    @Test
    void a_revocation_without_its_reason_or_after_the_end_is_found() {
        plant(
                "UPDATE issued_coupon SET revoke_reason = NULL WHERE id = 3",
                "UPDATE issued_coupon SET revoked_at = expires_at, revoke_reason = '?' WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        REVOKED,
                        List.of(
                                "issued coupon 2: revoked at 2592000000, expired at 2592000000",
                                "issued coupon 3: has only one of its revocation and its reason")));
    }
}
