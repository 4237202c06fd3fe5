package io.jangteo.testkit;

import io.jangteo.books.BooksReport;
import java.util.stream.Collectors;

/** Assertions about a shop's books. */
public final class BooksAssert {
    private final BooksReport books;

    private BooksAssert(BooksReport books) {
        this.books = books;
    }

    /** Import statically, beside another library's method of the same name. */
    public static BooksAssert assertThat(BooksReport books) {
        return new BooksAssert(books);
    }

    /**
     * Asserts that everything in the shop adds up.
     *
     * @throws AssertionError with every violation
     */
    public BooksAssert balanced() {
        if (!books.balanced()) {
            throw new AssertionError(books.checks().stream()
                    .filter(check -> !check.violations().isEmpty())
                    .map(check -> check.name() + ": " + String.join("; ", check.violations()))
                    .collect(Collectors.joining("\n", "The books do not balance:\n", "")));
        }
        return this;
    }
}
