/**
 * What the author of a test uses: the JUnit extension, fixtures, faults, the clock, the data platform, and what can be
 * said of the books. The server's part in it is {@code testmode}'s.
 */
@NullMarked
package io.jangteo.testkit;

import org.jspecify.annotations.NullMarked;
