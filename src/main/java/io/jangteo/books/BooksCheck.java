package io.jangteo.books;

import java.util.List;

/**
 * What one check found.
 *
 * @param name what holds if there is no violation, in words joined by hyphens; never changed once published
 * @param checked how many things were looked at
 * @param violations one sentence for each thing that is wrong, at most {@value CheckSql#VIOLATIONS_MAX}
 */
public record BooksCheck(String name, long checked, List<String> violations) {}
