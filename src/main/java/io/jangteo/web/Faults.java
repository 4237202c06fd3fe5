package io.jangteo.web;

/** Injects faults, so that a caller's timeouts and retries can be tested. */
@FunctionalInterface
public interface Faults {
    /** Injects no faults. */
    Faults NONE = route -> Fault.NONE;

    /** Returns the fault for this request; called once for each. */
    Fault meet(Route route);

    /** The fault of one request. */
    interface Fault {
        Fault NONE = new Fault() {};

        /** Waits or refuses before any work is done. */
        default void before() {}

        /** Returns whether the connection closes after the work is done, instead of a reply. */
        default boolean dropsReply() {
            return false;
        }
    }
}
