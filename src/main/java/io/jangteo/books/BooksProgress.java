package io.jangteo.books;

/**
 * How far a run of the books is.
 *
 * @param done how many checks are done
 * @param of how many checks there are
 */
public record BooksProgress(int done, int of) {}
