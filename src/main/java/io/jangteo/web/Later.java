package io.jangteo.web;

/**
 * What a handler returns whose reply is not made yet: 202 with how far it is.
 *
 * @param body how far it is
 * @param retryAfterSeconds when the same request may find the reply
 */
public record Later(Object body, long retryAfterSeconds) {}
