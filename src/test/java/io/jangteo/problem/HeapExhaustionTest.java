package io.jangteo.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeapExhaustionTest {

    @AfterEach
    void letGo() {
        HeapExhaustion.onExhausted(() -> {});
    }

    @Test
    void only_a_heap_that_is_exhausted_counts_and_only_once() {
        AtomicInteger met = new AtomicInteger();
        HeapExhaustion.onExhausted(met::incrementAndGet);
        HeapExhaustion.check(new IllegalStateException("Java heap space"));
        HeapExhaustion.check(new StackOverflowError());
        HeapExhaustion.check(new OutOfMemoryError("unable to create native thread: possibly out of memory"));
        assertThat(met).hasValue(0);
        HeapExhaustion.check(new IllegalStateException(new OutOfMemoryError("Java heap space")));
        HeapExhaustion.check(new OutOfMemoryError("Java heap space"));
        assertThat(met).hasValue(1);
    }
}
