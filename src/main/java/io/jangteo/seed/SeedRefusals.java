package io.jangteo.seed;

import io.jangteo.problem.Refusal;

/** The refusals of loading a shop. */
public final class SeedRefusals {
    /** There are users, products or offers already. */
    public static final Refusal NOT_EMPTY = new Refusal("NOT_EMPTY", 409);

    private SeedRefusals() {}
}
