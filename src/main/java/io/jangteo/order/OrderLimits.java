package io.jangteo.order;

import java.time.Duration;

/**
 * The limits of an order.
 *
 * @param linesMax the most lines in an order
 * @param lineQuantityMax the most units of one product, over all its lines
 * @param timeToLive how long an order can be paid before it expires
 * @param pendingMax the most unpaid orders of a user, 0 for no limit
 */
public record OrderLimits(int linesMax, long lineQuantityMax, Duration timeToLive, int pendingMax) {}
