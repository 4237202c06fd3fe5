package io.jangteo.books;

import java.util.List;

/**
 * The result of one check.
 *
 * @param name the rule that holds if there are no violations, in words joined by hyphens; never changed once published
 * @param checked number of checked items
 * @param violations one sentence for each violation, at most {@value CheckSql#VIOLATIONS_MAX}
 */
public record BooksCheck(String name, long checked, List<String> violations) {}
