package io.jangteo.command;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has an idle server give memory back to the system. The heap keeps what a rush needed until the collector looks at all
 * of it, which it does only while there is work: G1 looks by itself if it is told how often.
 */
final class IdleHeap {
    /** A setting of the G1 collector that can be changed while it runs; others ignore it. */
    static final String INTERVAL = "G1PeriodicGCInterval";

    static final long INTERVAL_MILLIS = 10_000;

    private IdleHeap() {}

    /** Sets the interval, unless the command line did, or this machine's Java knows no such thing. */
    static void giveBack() {
        HotSpotDiagnosticMXBean java = java();
        if (java == null) {
            return;
        }
        try {
            VMOption option = java.getVMOption(INTERVAL);
            if (option.isWriteable() && option.getOrigin() == VMOption.Origin.DEFAULT) {
                java.setVMOption(INTERVAL, Long.toString(INTERVAL_MILLIS));
            }
        } catch (IllegalArgumentException unknown) {
            // Then the heap stays as large as it was.
        }
    }

    static @Nullable HotSpotDiagnosticMXBean java() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    }
}
