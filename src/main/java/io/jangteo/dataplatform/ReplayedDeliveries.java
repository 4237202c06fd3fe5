package io.jangteo.dataplatform;

/**
 * What a replay of many messages did.
 *
 * @param replayed how many messages are sent again
 */
public record ReplayedDeliveries(long replayed) {}
