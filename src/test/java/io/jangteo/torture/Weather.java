package io.jangteo.torture;

/** What becomes of writes that were not flushed when the power goes. */
enum Weather {
    /** None of them reached the disk. */
    ALL_LOST,
    /** They reached it in their order, up to some point, and the last of them in part. */
    IN_ORDER,
    /** Each reached it or not, in any order, some in part. */
    AT_RANDOM
}
