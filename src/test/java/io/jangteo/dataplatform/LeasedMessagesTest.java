package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The leases by which several processes share one outbox. */
@Tag("slow")
class LeasedMessagesTest {
    private static final int MANY = 1_000;
    private static final Set<String> NOTHING_UNDERWAY = Set.of();

    private final PaidOrders orders = PaidOrders.onPostgres();
    private final DueMessages one = orders.messages();
    private final DueMessages other = orders.messages();

    @AfterEach
    void close() {
        orders.close();
    }

    @Test
    void what_one_process_has_leased_another_gets_after_the_lease_and_not_before() {
        List<String> messages = orders.pay(5);
        assertThat(ids(take(one, 3))).isEqualTo(messages.subList(0, 3));
        assertThat(ids(take(other, MANY))).isEqualTo(messages.subList(3, 5));
        orders.step(PaidOrders.LEASE.minusMillis(1));
        assertThat(take(other, MANY)).isEmpty();
        orders.step(Duration.ofMillis(1));
        List<Message> again = take(other, MANY);
        assertThat(ids(again)).isEqualTo(messages);
        assertThat(again).allSatisfy(message -> {
            assertThat(message.dueAt()).isEqualTo(PaidOrders.START.plus(PaidOrders.LEASE));
            assertThat(message.leasedUntil()).isEqualTo(message.dueAt().plus(PaidOrders.LEASE));
        });
    }

    @Test
    void messages_that_another_process_is_leasing_are_passed_over_without_waiting() {
        List<String> messages = orders.pay(4);
        Deque<Message> taken = new ArrayDeque<>();
        orders.database.write(tx -> {
            List<Message> leasing =
                    LeaseSql.lease(tx.handle(), messages, 2, PaidOrders.START, PaidOrders.LEASE, PaidOrders.START);
            Thread another = new Thread(() -> taken.addAll(take(other, MANY)));
            another.start();
            join(another);
            return leasing;
        });
        assertThat(ids(List.copyOf(taken))).isEqualTo(messages.subList(2, 4));
    }

    @Test
    void a_process_that_read_ahead_passes_over_what_others_have_leased_since() {
        List<String> messages = orders.pay(8);
        assertThat(ids(take(one, 2))).isEqualTo(messages.subList(0, 2));
        assertThat(ids(take(other, 3))).isEqualTo(messages.subList(2, 5));
        assertThat(ids(take(one, 2))).isEqualTo(messages.subList(5, 7));
        assertThat(ids(take(other, 2))).isEqualTo(messages.subList(7, 8));
        assertThat(take(one, 2)).isEmpty();
    }

    @Test
    void what_was_read_ahead_is_not_leased_once_it_waits_for_a_later_attempt() {
        orders.pay(2);
        Message first = take(one, 1).get(0);
        assertThat(first.attempts()).isZero();
        Message second = take(other, 1).get(0);
        record(Receipt.failed(second, "HTTP 500"));
        assertThat(take(one, 1)).isEmpty();
    }

    @Test
    void a_failure_of_a_lease_that_has_ended_changes_nothing() {
        String message = orders.pay();
        Message stale = take(one, 1).get(0);
        orders.step(PaidOrders.LEASE);
        Message current = take(other, 1).get(0);
        Delivery before = orders.delivery(message);
        assertThat(record(Receipt.failed(stale, "HTTP 500"))).isEmpty();
        assertThat(record(unwanted(stale))).isEmpty();
        assertThat(orders.delivery(message)).isEqualTo(before);
        assertThat(orders.attempts(message)).isEmpty();
        assertThat(record(Receipt.failed(current, "HTTP 500"))).contains(AttemptOutcome.FAILED);
        assertThat(orders.attempts(message)).containsExactly("1 FAILED");
    }

    @Test
    void a_delivery_of_a_lease_that_has_ended_counts_and_what_becomes_of_the_next_does_not() {
        String message = orders.pay();
        Message stale = take(one, 1).get(0);
        orders.step(PaidOrders.LEASE);
        Message current = take(other, 1).get(0);
        assertThat(record(Receipt.delivered(stale))).contains(AttemptOutcome.DELIVERED);
        assertThat(record(Receipt.failed(current, "HTTP 500"))).isEmpty();
        assertThat(record(Receipt.delivered(current))).isEmpty();
        assertThat(orders.attempts(message)).containsExactly("1 DELIVERED");
    }

    @Test
    void a_failure_of_a_lease_that_has_ended_counts_while_nobody_else_has_one() {
        String message = orders.pay();
        Message stale = take(one, 1).get(0);
        orders.step(PaidOrders.LEASE);
        assertThat(record(Receipt.failed(stale, "HTTP 500"))).contains(AttemptOutcome.FAILED);
        assertThat(orders.attempts(message)).containsExactly("1 FAILED");
    }

    @Test
    void what_is_due_later_is_not_taken() {
        orders.pay();
        assertThat(one.take(MANY, PaidOrders.START.minusMillis(1), NOTHING_UNDERWAY))
                .isEmpty();
        // Neither if it fell due after it was read ahead of another.
        String second = orders.pay();
        assertThat(take(one, 1)).hasSize(1);
        orders.database.write(tx -> tx.handle()
                .execute(
                        "UPDATE delivery SET next_attempt_at = ? WHERE message_id = ?",
                        PaidOrders.START.plusMillis(1).toEpochMilli(),
                        second));
        orders.step(Duration.ofMillis(1));
        assertThat(one.take(MANY, PaidOrders.START, NOTHING_UNDERWAY)).isEmpty();
        assertThat(take(one, MANY)).hasSize(1);
    }

    @Test
    void what_a_process_is_sending_it_does_not_take_again_though_it_was_replayed() {
        String message = orders.pay();
        assertThat(take(one, 1)).hasSize(1);
        orders.database.write(tx -> orders.deliveries.replay(tx, 1));
        assertThat(one.take(MANY, PaidOrders.START, Set.of(message))).isEmpty();
        assertThat(take(one, MANY)).hasSize(1);
    }

    @Test
    void leases_are_measured_by_the_database_whatever_the_time_here() {
        DueMessages leased =
                DueMessages.ofSeveralProcesses(orders.database, PaidOrders.RECEIPT_LIMIT, null, System::nanoTime);
        orders.pay();
        orders.database.write(tx -> tx.handle().execute("UPDATE delivery SET next_attempt_at = 1"));
        Instant before = databaseTime();
        Message message =
                leased.take(1, Instant.EPOCH.plusMillis(1), NOTHING_UNDERWAY).get(0);
        assertThat(message.leasedUntil())
                .isBetween(before.plus(PaidOrders.LEASE), databaseTime().plus(PaidOrders.LEASE));
        // A clock that is ahead of the database's takes nothing early.
        Instant ahead = Instant.ofEpochMilli(Long.MAX_VALUE);
        assertThat(leased.take(1, ahead, NOTHING_UNDERWAY)).isEmpty();
    }

    @Test
    void what_took_too_long_to_be_leased_is_not_sent() {
        Deque<Long> nanos = new ArrayDeque<>(List.of(0L, LeasedMessages.TAKING_MAX.toNanos() + 1, 0L, 0L));
        DueMessages slow = DueMessages.ofSeveralProcesses(
                orders.database, PaidOrders.RECEIPT_LIMIT, orders.clock(), nanos::remove);
        orders.pay();
        assertThat(take(slow, 1)).isEmpty();
        assertThat(take(other, 1)).as("it is leased all the same").isEmpty();
        orders.step(PaidOrders.LEASE);
        assertThat(take(slow, 1)).hasSize(1);
    }

    @Test
    void an_attempt_is_over_before_its_lease() {
        assertThat(PaidOrders.LEASE).isGreaterThan(LeasedMessages.TAKING_MAX.plus(PaidOrders.RECEIPT_LIMIT));
    }

    @Test
    void the_end_of_an_outage_brings_forward_what_waits_but_not_what_is_being_sent() {
        String leased = orders.pay();
        String waiting = orders.pay();
        take(one, 1);
        for (int attempt = 0; attempt < 2; attempt++) {
            orders.stepTo(orders.delivery(waiting).nextAttemptAt());
            Message tried = take(other, MANY).stream()
                    .filter(message -> message.id().equals(waiting))
                    .findFirst()
                    .orElseThrow();
            record(Receipt.failed(tried, "HTTP 500"));
        }
        Delivery before = orders.delivery(leased);
        assertThat(orders.delivery(waiting).nextAttemptAt())
                .isAfter(orders.clock().instant().plus(Duration.ofMinutes(3)));
        orders.database.run(tx -> other.bringForward(tx, List.of(leased, waiting)));
        assertThat(orders.delivery(leased)).isEqualTo(before);
        assertThat(orders.delivery(waiting).nextAttemptAt())
                .isEqualTo(orders.clock().instant());
    }

    /** Of a long history, what is read is what is due. */
    @Test
    void neither_looking_for_what_is_due_nor_leasing_it_reads_the_delivered_messages() {
        orders.database.run(tx -> {
            tx.handle().execute("""
                    INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount,
                        created_at, expires_at, paid_at, sales_day)
                    SELECT 100000 + n, 1, 'PAID', 1000, 0, 1000, 0, 0, 0, '2026-11-22' FROM generate_series(1, 20000) n
                    """);
            tx.handle().execute("""
                    INSERT INTO delivery (message_id, order_id, type, payload, status, attempts, created_at,
                        next_attempt_at, delivered_at)
                    SELECT 'old_' || n, 100000 + n, 'order.paid', '{}', 'DELIVERED', 1, 0, NULL, 0
                    FROM generate_series(1, 20000) n
                    """);
        });
        List<String> messages = orders.pay(300);
        orders.database.run(tx -> tx.handle().execute("ANALYZE delivery"));
        assertThat(rowsRead(handle -> LeaseSql.due(handle, PaidOrders.START, 256)))
                .isLessThan(1_000);
        assertThat(rowsRead(handle ->
                        LeaseSql.lease(handle, messages, 8, PaidOrders.START, PaidOrders.LEASE, PaidOrders.START)))
                .isLessThan(1_000);
        assertThat(rowsRead(handle -> {
                    LeaseSql.bringForward(handle, messages, 8, PaidOrders.LEASE, PaidOrders.START);
                    return true;
                }))
                .isLessThan(1_000);
    }

    private long rowsRead(Function<Handle, ?> statement) {
        return orders.database.write(tx -> {
            statement.apply(tx.handle());
            return tx.handle().createQuery("""
                            SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables
                            WHERE relname = 'delivery'
                            """).mapTo(Long.class).one();
        });
    }

    private List<Message> take(DueMessages messages, int limit) {
        return messages.take(limit, orders.clock().instant(), NOTHING_UNDERWAY);
    }

    private Optional<AttemptOutcome> record(Receipt receipt) {
        return orders.database.write(tx -> new Attempts(PaidOrders.backOff())
                .record(tx, List.of(receipt)).stream().findFirst());
    }

    private Instant databaseTime() {
        return orders.database.read(handle -> Instant.ofEpochMilli(
                handle.createQuery("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                        .mapTo(Long.class)
                        .one()));
    }

    private static Receipt unwanted(Message message) {
        return Receipt.failed(message, Receipt.Answer.UNWANTED, "HTTP 410", Duration.ZERO);
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }
}
