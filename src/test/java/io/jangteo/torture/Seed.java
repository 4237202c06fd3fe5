package io.jangteo.torture;

import java.util.Random;

/** The one number from which every random choice of a run follows; {@code -Dtorture.seed} plays a run again. */
final class Seed {
    /** The seed of this process. What threads do beside each other is up to the system. */
    static final long VALUE = Long.getLong("torture.seed", System.nanoTime() & 0xFFFF_FFFFL);

    private Seed() {}

    /** Random numbers for one part of a campaign, the same under the same seed whatever the other parts drew. */
    static Random of(String campaign, long part) {
        return new Random(VALUE ^ (long) campaign.hashCode() << Integer.SIZE ^ part * 0x9E37_79B9_7F4A_7C15L);
    }
}
