package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.BothEngines;
import io.jangteo.Engines;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BothEngines
class OutboxTest {
    @TempDir
    Path directory;

    private PaidOrders orders;
    private Receiver receiver;

    @BeforeEach
    void open() {
        orders = new PaidOrders(directory);
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        orders.close();
    }

    @Test
    void a_message_says_what_happened_to_what_and_when() throws Exception {
        String message = orders.pay();
        run();
        JsonNode payload = new ObjectMapper().readTree(receiver.received.get(0).body());
        assertThat(payload.fieldNames()).toIterable().containsExactly("id", "type", "timestamp", "data");
        assertThat(payload.get("id").asText()).isEqualTo(message).matches("msg_[0-9a-f]{32}");
        assertThat(payload.get("type").asText()).isEqualTo("order.paid");
        assertThat(OffsetDateTime.parse(payload.get("timestamp").asText()).toInstant())
                .isEqualTo(PaidOrders.START);
        assertThat(payload.get("data").get("orderId").asLong()).isEqualTo(1);
        assertThat(payload.get("data").get("name").asText()).isEqualTo("사과 \"한 상자\"\n");
    }

    @Test
    void the_relay_is_woken_after_the_commit() {
        orders.database.write(tx -> {
            orders.pay(tx);
            assertThat(orders.wakes).hasValue(0);
            return null;
        });
        assertThat(orders.wakes).hasValue(1);
    }

    @Test
    void nothing_is_told_of_a_payment_that_was_rolled_back() {
        assertThatThrownBy(() -> orders.database.write(tx -> {
                    orders.pay(tx);
                    throw new IllegalStateException("too few points");
                }))
                .hasMessage("too few points");
        assertThat(orders.wakes).hasValue(0);
        String paid = orders.pay();
        run();
        assertThat(receiver.ids()).containsExactly(paid);
    }

    @Test
    void an_order_has_one_message_of_each_type() {
        orders.pay();
        assertThatThrownBy(() -> orders.database.write(tx -> {
                    orders.outbox.addOfOrders(tx, EventType.ORDER_PAID, List.of(1L), id -> id, id -> "again");
                    return null;
                }))
                .hasStackTraceContaining(
                        Engines.isPostgres()
                                ? "message_once_per_order_and_type"
                                : "UNIQUE constraint failed: delivery.order_id, delivery.type");
    }

    private void run() {
        Relay relay = orders.relay(receiver.sink());
        relay.run();
        relay.close();
    }
}
