package io.jangteo.dataplatform;

/**
 * A delivery whose attempt was just recorded.
 *
 * @param attempts number of attempts since it was added or replayed, including this one
 */
record MarkedDelivery(long id, long attempts) {}
