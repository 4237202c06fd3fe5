package io.jangteo.race;

/** How far a race has come. */
public enum RaceStatus {
    RUNNING,
    /** Everyone was answered or known not to be, and the verdict is in. */
    DONE,
    /** It could not be run to its end; the server's log says why. */
    FAILED
}
