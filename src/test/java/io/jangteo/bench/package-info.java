/**
 * The load measurement behind {@code make bench}: a load generator of one thread, the built server in a process of its
 * own, and a table of request rates as ratios to a plain GET of the same run. Uses nothing but the JDK, so that it costs
 * the server it measures as little as possible.
 */
package io.jangteo.bench;
