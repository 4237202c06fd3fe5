package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
    private final HotSpotDiagnosticMXBean java = IdleHeap.java();

    @Test
    void the_collector_looks_at_an_idle_heap_and_keeps_an_interval_that_was_set() {
        String before = java.getVMOption(IdleHeap.INTERVAL).getValue();
        try {
            IdleHeap.giveBack();
            assertThat(java.getVMOption(IdleHeap.INTERVAL).getValue())
                    .isEqualTo(String.valueOf(IdleHeap.INTERVAL_MILLIS));
            java.setVMOption(IdleHeap.INTERVAL, "7000");
            IdleHeap.giveBack();
            assertThat(java.getVMOption(IdleHeap.INTERVAL).getValue()).isEqualTo("7000");
        } finally {
            java.setVMOption(IdleHeap.INTERVAL, before);
        }
    }
}
