package io.jangteo.web;

/**
 * A handler's result while its reply is not ready: 202 with the progress so far.
 *
 * @param body the progress
 * @param retryAfterSeconds when the same request may find the reply
 */
public record Later(Object body, long retryAfterSeconds) {}
