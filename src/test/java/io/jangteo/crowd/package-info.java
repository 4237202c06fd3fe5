/**
 * Crowds: many callers who ask for the same thing at the same moment, over real HTTP. Each {@link Scenario} says what
 * must be true when the crowd has gone; {@code CrowdTest} runs them against the shop as it is, and
 * {@code CrowdControlTest} against shops with a planted bug, which each of them has to notice.
 */
package io.jangteo.crowd;
