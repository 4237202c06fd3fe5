package io.jangteo.race;

import io.jangteo.problem.Refusal;

/** The refusals about races. */
public final class RaceRefusals {
    public static final Refusal RACE_IN_PROGRESS = new Refusal("RACE_IN_PROGRESS", 409, 1);

    private RaceRefusals() {}
}
