package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages leave in order of age, even after a long outage of the receiver. */
@BothEngines
@Tag("wide")
class RelayOutageTest {
    private static final Duration PROBE = Outage.PROBE_EVERY;

    @TempDir
    Path directory;

    private final ListeningSink sink = new ListeningSink(8);
    private PaidOrders orders;
    private Relay relay;

    @BeforeEach
    void open() {
        orders = new PaidOrders(directory);
        relay = orders.relay(sink);
    }

    @AfterEach
    void close() {
        relay.close();
        orders.close();
    }

    @Test
    @SqliteOnly("on PostgreSQL what is due within minutes anyway is not brought forward")
    void thousands_behind_a_receiver_that_was_away_for_a_day_leave_in_order_of_age() {
        List<String> messages = orders.pay(3_000);
        sink.answer(ListeningSink::nobodyThere);
        for (int look = 0; look < 288; look++) {
            relay.run();
            orders.step(Duration.ofMinutes(5));
        }
        assertThat(sink.tried).hasSize(8 + 287);
        assertThat(orders.count(DeliveryStatus.PENDING)).isEqualTo(3_000);
        sink.answer(Receipt::delivered);
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(3_000);
        List<String> inOrder = new ArrayList<>(messages);
        String probe = sink.taken.get(0);
        inOrder.remove(probe);
        inOrder.add(0, probe);
        assertThat(sink.taken).isEqualTo(inOrder);
        assertThat(orders.all())
                .allSatisfy(delivery -> assertThat(delivery.attempts()).isEqualTo(1));
    }

    @Test
    void while_nobody_is_there_one_message_is_tried_every_five_seconds() {
        orders.pay(100);
        sink.answer(ListeningSink::nobodyThere);
        relay.run();
        assertThat(sink.tried).hasSize(8);
        assertThat(relay.nextDue()).contains(PaidOrders.START.plus(PROBE));
        orders.step(PROBE.minusMillis(1));
        relay.run();
        assertThat(sink.tried).hasSize(8);
        orders.step(Duration.ofMillis(1));
        relay.run();
        relay.run();
        assertThat(sink.tried).hasSize(9);
        orders.step(PROBE);
        sink.answer(Receipt::delivered);
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(100);
    }

    @Test
    void a_clock_that_was_set_back_does_not_hold_up_the_next_try() {
        orders.step(Duration.ofDays(30));
        sink.answer(ListeningSink::nobodyThere);
        orders.pay(20);
        relay.run();
        orders.stepTo(PaidOrders.START);
        orders.pay();
        assertThat(relay.nextDue()).contains(PaidOrders.START);
        sink.answer(Receipt::delivered);
        relay.run();
        assertThat(sink.taken).isNotEmpty();
    }

    @Test
    void a_receiver_that_refuses_is_there_and_every_message_is_tried() {
        sink.answer(ListeningSink::refused);
        orders.pay(300);
        relay.run();
        assertThat(sink.tried).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void messages_that_were_refused_and_are_due_again_leave_in_order_of_age() {
        sink.answer(ListeningSink::refused);
        List<String> messages = new ArrayList<>(orders.pay(300));
        relay.run();
        orders.step(Duration.ofSeconds(7));
        messages.add(orders.pay());
        sink.answer(Receipt::delivered);
        relay.run();
        assertThat(sink.taken).isEqualTo(messages);
    }

    @Test
    void a_message_whose_receiver_asked_for_a_delay_gets_it_also_after_an_outage() {
        String later = orders.pay();
        orders.pay(20);
        sink.answer(message -> message.id().equals(later)
                ? Receipt.failed(message, Receipt.Answer.NONE, "HTTP 503", Duration.ofHours(1))
                : ListeningSink.nobodyThere(message));
        relay.run();
        sink.answer(Receipt::delivered);
        orders.step(PROBE);
        relay.run();
        orders.passLeases();
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(20);
        assertThat(orders.delivery(later).nextAttemptAt()).isEqualTo(PaidOrders.START.plus(Duration.ofHours(1)));
    }

    @Test
    void a_receiver_that_comes_and_goes_leaves_each_message_its_last_attempts_and_their_days() {
        String neverTaken = orders.pay();
        boolean[] isThere = {false};
        sink.answer(message -> isThere[0] && !message.id().equals(neverTaken)
                ? Receipt.delivered(message)
                : ListeningSink.nobodyThere(message));
        for (int times = 0; times < 50; times++) {
            orders.pay(10);
            isThere[0] = false;
            relay.run();
            orders.step(PROBE);
            isThere[0] = true;
            relay.run();
            orders.step(PROBE);
            relay.run();
            orders.step(PROBE);
        }
        orders.pay();
        relay.run();
        assertThat(orders.count(DeliveryStatus.DELIVERED)).isEqualTo(501);
        Delivery left =
                orders.database.read(handle -> DeliverySql.ofOrder(handle, 1)).get(0);
        assertThat(left.attempts()).isBetween(2, Outage.EARLY_ATTEMPTS_MAX + 1);
        assertThat(left.status()).isEqualTo(DeliveryStatus.PENDING);
        Instant next = left.nextAttemptAt();
        assertThat(next).isAfter(orders.clock().instant());
    }
}
