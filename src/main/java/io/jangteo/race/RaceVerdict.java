package io.jangteo.race;

import io.jangteo.books.BooksReport;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The verdict on a race. A request whose reply was lost may have been granted: then the replies cannot prove that
 * everything is right, and the verdict does not claim it.
 *
 * @param issuedExactly whether all coupons, or one for each user if there are fewer users, were issued: by the replies,
 *     and by the offer's own count
 * @param ranksWithoutGap whether the ranks in the replies are 1 to the offer's count, each once
 * @param onePerUser whether no user got two
 * @param booksBalanced whether the whole shop's books balance afterwards
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
        long[] upToIssued = LongStream.rangeClosed(1, winners.size()).toArray();
        long distinct =
                winners.stream().mapToLong(Race.Winner::userId).distinct().count();
        return new RaceVerdict(
                winners.size() == expected && issued == expected,
                issued == winners.size() && Arrays.equals(ranks, upToIssued),
                distinct == winners.size(),
                books.balanced(),
                books);
    }

    /** Returns whether every check passed. */
    public boolean holds() {
        return issuedExactly && ranksWithoutGap && onePerUser && booksBalanced;
    }
}
