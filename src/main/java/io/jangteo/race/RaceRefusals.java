package io.jangteo.race;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;

/** What is refused about races. */
public final class RaceRefusals {
    public static final Refusal RACE_IN_PROGRESS = new Refusal("RACE_IN_PROGRESS", 409);

    private RaceRefusals() {}

    static Problem raceInProgress() {
        return RACE_IN_PROGRESS.because().retryAfterSeconds(1);
    }
}
