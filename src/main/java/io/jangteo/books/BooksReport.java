package io.jangteo.books;

import java.util.List;

/**
 * The state of the books.
 *
 * @param balanced whether no check found a violation
 * @param checks the results of all checks, always in the same order
 */
public record BooksReport(boolean balanced, List<BooksCheck> checks) {

    static BooksReport of(List<BooksCheck> checks) {
        boolean balanced = checks.stream().allMatch(check -> check.violations().isEmpty());
        return new BooksReport(balanced, checks);
    }
}
