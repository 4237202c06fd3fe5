package io.jangteo.crowd;

/** A crowd at the door of an empty shop, and what must be true when it has gone. */
@FunctionalInterface
interface Scenario {
    /**
     * Prepares the shop, lets the crowd in, and looks at every reply and at what is left.
     *
     * @throws AssertionError if anything is not as it must be
     */
    void run(CrowdedShop shop);
}
