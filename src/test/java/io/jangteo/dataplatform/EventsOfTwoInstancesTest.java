package io.jangteo.dataplatform;

import io.jangteo.cluster.Instances;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances on PostgreSQL write at once, and the reader goes from one to the other. */
@Tag("slow")
class EventsOfTwoInstancesTest {
    private static Instances instances;

    @BeforeAll
    static void start() {
        instances = Instances.start(
                2,
                settings -> settings.writeQueueWait(Duration.ofMinutes(1))
                        .balanceMax(1_000_000_000)
                        .dataPlatformEvents("*"));
    }

    @AfterAll
    static void close() {
        instances.close();
    }

    @Test
    void a_reader_killed_fifty_times_sees_the_events_of_both_once_each_in_order() {
        instances.reset();
        new EveryEventOnce(10_000, 50, 8).run(instances.addresses());
        instances.assertBalanced();
    }
}
