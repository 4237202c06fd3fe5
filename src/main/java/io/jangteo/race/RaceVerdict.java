package io.jangteo.race;

import io.jangteo.books.BooksReport;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a race came to. A request whose reply was lost may have been granted: then the replies cannot show that
 * everything is right, and this does not say so.
 *
 * @param issuedExactly whether as many as there are, or one for each user if they are fewer, were issued: by the
 *     replies, and by the offer's own count
 * @param ranksWithoutGap whether the ranks in the replies are 1 to the offer's count, each once
 * @param onePerUser whether no user was issued two
 * @param booksBalanced whether the whole shop adds up after it
 */
public record RaceVerdict(
        boolean issuedExactly, boolean ranksWithoutGap, boolean onePerUser, boolean booksBalanced, BooksReport books) {

    /**
     * @param offerIssued the offer's own count; empty if the offer is gone
     */
    static RaceVerdict of(
            int coupons, int users, List<Race.Winner> winners, OptionalLong offerIssued, BooksReport books) {
        int expected = Math.min(coupons, users);
        long issued = offerIssued.orElse(-1);
        long[] ranks = winners.stream().mapToLong(Race.Winner::rank).sorted().toArray();
        long[] upToIssued = new long[winners.size()];
        Arrays.setAll(upToIssued, place -> place + 1L);
        long distinct =
                winners.stream().mapToLong(Race.Winner::userId).distinct().count();
        return new RaceVerdict(
                winners.size() == expected && issued == expected,
                issued == winners.size() && Arrays.equals(ranks, upToIssued),
                distinct == winners.size(),
                books.balanced(),
                books);
    }

    /** Whether all of it is as it should be. */
    public boolean holds() {
        return issuedExactly && ranksWithoutGap && onePerUser && booksBalanced;
    }
}
