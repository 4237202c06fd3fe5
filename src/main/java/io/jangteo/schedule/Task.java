package io.jangteo.schedule;

import java.time.Instant;
import java.util.Optional;

/** A piece of recurring work. It keeps its own agenda in the database, so that nothing is forgotten over a restart. */
public interface Task {

    /** A short name, used in logs and as a metric label. */
    String name();

    /** When there is next something to do: in the past if it is overdue, empty if nothing is planned. */
    Optional<Instant> nextDue();

    /** Does all that is due now, in bounded steps. Never runs twice at the same time. */
    void run();
}
