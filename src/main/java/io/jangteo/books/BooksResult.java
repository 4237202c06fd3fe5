package io.jangteo.books;

import java.time.Instant;

/**
 * What a check of the books came to.
 *
 * @param balanced whether no check found a violation
 * @param at when it began: it saw every commit before that
 */
public record BooksResult(boolean balanced, Instant at) {}
