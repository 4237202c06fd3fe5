package io.jangteo.dataplatform;

/**
 * A delivery whose attempt was just recorded.
 *
 * @param attempts since it was added or replayed, this one included
 */
record MarkedDelivery(long id, long attempts) {}
