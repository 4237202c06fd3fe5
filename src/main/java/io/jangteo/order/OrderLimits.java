package io.jangteo.order;

import java.time.Duration;

/**
 * The bounds of an order.
 *
 * @param linesMax how many lines it may have
 * @param lineQuantityMax how many units one product may have, over all its lines
 * @param timeToLive how long it waits for its payment before it expires
 * @param pendingMax how many unpaid orders a user may have, 0 for no limit
 */
public record OrderLimits(int linesMax, long lineQuantityMax, Duration timeToLive, int pendingMax) {}
