package io.jangteo.schedule;

import java.time.Instant;
import java.util.Optional;

/** A piece of recurring work. It keeps its own agenda in the database, so that nothing is lost in a restart. */
public interface Task {

    /** A short name, used in logs and as a metric label. */
    String name();

    /** The time of the next work: in the past if it is overdue, empty if nothing is planned. */
    Optional<Instant> nextDue();

    /** Does all due work in bounded steps. Never called concurrently. */
    void run();
}
