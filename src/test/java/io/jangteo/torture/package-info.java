/**
 * Campaigns against the promise that nothing acknowledged is lost: each does what a bad night does, a bounded number of
 * times, ends with the books, and proves by a planted bug that it can fail. {@code Torture} runs them and prints the
 * table, {@code TortureIT} runs a small share of them. {@code Strangers} does the same with what strangers may do to a
 * server that they can reach. Nothing in here is planted in the server itself.
 */
package io.jangteo.torture;
