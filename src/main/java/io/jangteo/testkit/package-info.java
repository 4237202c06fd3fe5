/**
 * The API for test authors: the JUnit extension, fixtures, faults, the clock, the data platform, and assertions about
 * the books. The server's part is in {@code testmode}.
 */
@NullMarked
package io.jangteo.testkit;

import org.jspecify.annotations.NullMarked;
