package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of the events on PostgreSQL, where a transaction may commit after others that have higher ids. */
class SettledEventsTest {
    private PaidOrders orders;
    private Events events;

    @BeforeEach
    void open() {
        orders = PaidOrders.onPostgres();
        events = new Events(orders.database);
    }

    @AfterEach
    void close() {
        orders.close();
    }

    @Test
    void an_event_is_readable_as_soon_as_it_is_committed_if_nobody_else_writes() {
        assertThat(read()).isEmpty();
        String first = orders.pay();
        assertThat(read()).containsExactly(first);
        String second = orders.pay();
        assertThat(read()).containsExactly(first, second);
    }

    @Test
    void nobody_reads_past_an_event_whose_transaction_is_open() {
        String before = orders.pay();
        assertThat(read()).containsExactly(before);
        CountDownLatch isWritten = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<String> held = CompletableFuture.supplyAsync(
                () -> orders.database.write(tx -> {
                    String id = orders.pay(tx);
                    isWritten.countDown();
                    await(mayCommit);
                    return id;
                }),
                task -> new Thread(task, "held").start());
        await(isWritten);
        String after = orders.pay();
        // Each look by itself, and one that begins anew.
        for (int look = 0; look < 3; look++) {
            assertThat(read()).containsExactly(before);
            assertThat(ids(new Events(orders.database))).isSubsetOf(before);
        }
        mayCommit.countDown();
        String late = held.join();
        assertThat(read()).containsExactly(before, late, after);
    }

    @Test
    void an_event_that_is_rolled_back_holds_nobody_up() {
        try {
            orders.database.run(tx -> {
                orders.pay(tx);
                throw new IllegalStateException("too few points");
            });
        } catch (IllegalStateException expected) {
            // Its id is never used.
        }
        String next = orders.pay();
        assertThat(read()).containsExactly(next);
    }

    private List<String> read() {
        return ids(events);
    }

    private static List<String> ids(Events events) {
        return events.after(events.placeOf(null), 100).events().stream()
                .map(Event::id)
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }
}
