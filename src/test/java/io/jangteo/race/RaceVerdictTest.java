package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.books.BooksReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every error that a shop could make in a race is found: each test plants one in the replies. */
class RaceVerdictTest {
    private static final int COUPONS = 3;
    private static final int USERS = 10;

    @Test
    void a_race_without_a_fault_holds() {
        assertVerdict(verdict(winners(3), 3), true, true, true, true);
        assertThat(verdict(winners(3), 3).holds()).isTrue();
    }

    @Test
    void the_order_of_the_replies_does_not_count() {
        assertVerdict(verdict(List.of(won(3, 51), won(1, 53), won(2, 52)), 3), true, true, true, true);
    }

    @Test
    void with_fewer_users_than_coupons_each_gets_one() {
        RaceVerdict verdict = RaceVerdict.of(5, 3, winners(3), OptionalLong.of(3), books(true));
        assertThat(verdict.holds()).isTrue();
        assertThat(RaceVerdict.of(5, 3, winners(2), OptionalLong.of(2), books(true))
                        .issuedExactly())
                .isFalse();
    }

    @Test
    void one_too_many_is_seen() {
        assertVerdict(verdict(winners(4), 4), false, true, true, true);
    }

    @Test
    void one_too_few_is_seen() {
        assertVerdict(verdict(winners(2), 2), false, true, true, true);
    }

    @Test
    void one_that_the_offer_does_not_count_is_seen() {
        assertVerdict(verdict(winners(3), 2), false, false, true, true);
    }

    @Test
    void one_that_no_reply_tells_of_is_seen() {
        assertVerdict(verdict(winners(2), 3), false, false, true, true);
    }

    @Test
    void a_rank_that_was_given_twice_is_seen() {
        assertVerdict(verdict(List.of(won(1, 51), won(2, 52), won(2, 53)), 3), true, false, true, true);
    }

    @Test
    void a_rank_that_was_left_out_is_seen() {
        assertVerdict(verdict(List.of(won(1, 51), won(2, 52), won(4, 53)), 3), true, false, true, true);
        assertVerdict(verdict(List.of(won(0, 51), won(1, 52), won(2, 53)), 3), true, false, true, true);
    }

    @Test
    void a_user_who_got_two_is_seen() {
        assertVerdict(verdict(List.of(won(1, 51), won(2, 52), won(3, 51)), 3), true, true, false, true);
    }

    @Test
    void an_offer_that_is_gone_shows_nothing() {
        RaceVerdict verdict = RaceVerdict.of(COUPONS, USERS, winners(3), OptionalLong.empty(), books(true));
        assertVerdict(verdict, false, false, true, true);
        assertThat(RaceVerdict.of(COUPONS, USERS, List.of(), OptionalLong.empty(), books(true))
                        .holds())
                .isFalse();
    }

    @Test
    void books_that_do_not_balance_are_seen() {
        RaceVerdict verdict = RaceVerdict.of(COUPONS, USERS, winners(3), OptionalLong.of(3), books(false));
        assertVerdict(verdict, true, true, true, false);
    }

    private static void assertVerdict(
            RaceVerdict verdict, boolean exactly, boolean withoutGap, boolean onePerUser, boolean balanced) {
        assertThat(verdict.issuedExactly()).as("issuedExactly").isEqualTo(exactly);
        assertThat(verdict.ranksWithoutGap()).as("ranksWithoutGap").isEqualTo(withoutGap);
        assertThat(verdict.onePerUser()).as("onePerUser").isEqualTo(onePerUser);
        assertThat(verdict.booksBalanced()).as("booksBalanced").isEqualTo(balanced);
        assertThat(verdict.holds()).isEqualTo(exactly && withoutGap && onePerUser && balanced);
    }

    private static RaceVerdict verdict(List<Race.Winner> winners, long offerIssued) {
        return RaceVerdict.of(COUPONS, USERS, winners, OptionalLong.of(offerIssued), books(true));
    }

    private static List<Race.Winner> winners(int number) {
        return new ArrayList<>(LongStream.rangeClosed(1, number)
                .mapToObj(rank -> won(rank, 50 + rank))
                .toList());
    }

    private static Race.Winner won(long rank, long userId) {
        return new Race.Winner(rank, userId);
    }

    private static BooksReport books(boolean balanced) {
        return new BooksReport(balanced, List.of());
    }
}
