package io.jangteo.books;

/**
 * The progress of a run of the books.
 *
 * @param done number of finished checks
 * @param of number of all checks
 */
public record BooksProgress(int done, int of) {}
