package io.jangteo.web;

/** What is made to go wrong on purpose, so that a caller's patience and repetitions can be tested. */
@FunctionalInterface
public interface Faults {
    /** Nothing goes wrong on purpose. */
    Faults NONE = route -> Fault.NONE;

    /** What this request meets; asked once for each. */
    Fault meet(Route route);

    /** What one request meets. */
    interface Fault {
        Fault NONE = new Fault() {};

        /** Waits, or refuses, before anything is done. */
        default void before() {}

        /** Whether the connection breaks off after everything was done, instead of a reply. */
        default boolean dropsReply() {
            return false;
        }
    }
}
