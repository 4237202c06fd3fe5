package io.jangteo.web;

/**
 * A handler's result if all was as asked for already: nothing is noted of it.
 *
 * @param body the reply's body
 */
public record Unchanged(Object body) {}
