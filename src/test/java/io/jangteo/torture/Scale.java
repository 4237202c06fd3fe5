package io.jangteo.torture;

/** How much is done: {@code SHARE} inside {@code make test}, {@code QUICK} for {@code QUICK=1}, {@code FULL} the whole. */
enum Scale {
    SHARE(50),
    QUICK(5),
    FULL(1);

    private final int divisor;

    Scale(int divisor) {
        this.divisor = divisor;
    }

    /** The part of a full count that this scale does, at least one. */
    int of(int full) {
        return Math.max(1, full / divisor);
    }
}
