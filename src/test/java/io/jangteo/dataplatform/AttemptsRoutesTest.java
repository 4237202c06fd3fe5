package io.jangteo.dataplatform;

import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The attempts to deliver an order's message, as the order's trail shows them. */
@BothEngines
@Tag("wide")
class AttemptsRoutesTest {
    private static final Receiver RECEIVER = new Receiver();
    private static final String REFUSED = RECEIVER.origin() + " answered HTTP 500";

    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.dataPlatform(RECEIVER.address()).dataPlatformSecret(Receiver.SECRET));

    /** Stops the clock; otherwise a refused message would be retried after a few seconds. */
    @BeforeEach
    void stopTheClock() {
        json(SHOP.admin().post("/admin/clock/stop"), 200);
    }

    @AfterEach
    void forget() {
        RECEIVER.release();
        RECEIVER.answer(id -> 200);
        RECEIVER.received.clear();
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @Test
    void a_message_that_is_refused_at_first_shows_the_failure_and_the_success() {
        RECEIVER.answer(id -> 500);
        long order = pay();
        SHOP.advance(Duration.ZERO);
        JsonNode waiting = delivery(order);
        assertThat(waiting.path("status").textValue()).isEqualTo("PENDING");
        assertThat(waiting.path("lastError").textValue()).isEqualTo(REFUSED);
        assertThat(moment(waiting.path("nextAttemptAt"))).isAfter(moment(waiting.at("/attempts/0/at")));
        assertThat(attempts(order)).containsExactly("1 FAILED " + REFUSED);
        RECEIVER.answer(id -> 200);
        SHOP.advance(Duration.ofSeconds(10));
        assertThat(attempts(order)).containsExactly("1 FAILED " + REFUSED, "2 DELIVERED null");
        JsonNode delivered = delivery(order);
        assertThat(delivered.at("/attempts/1/at")).isEqualTo(delivered.path("deliveredAt"));
        assertThat(delivered.path("lastError").isNull()).isTrue();
    }

    @Test
    void a_message_that_died_shows_all_its_attempts_and_a_replay_goes_on_counting() {
        long order = die();
        List<String> died = new ArrayList<>(Collections.nCopies(10, "FAILED " + REFUSED));
        died.set(9, "DEAD " + REFUSED);
        List<String> expected = new ArrayList<>();
        died.forEach(attempt -> expected.add((expected.size() + 1) + " " + attempt));
        assertThat(attempts(order)).isEqualTo(expected);
        replay(order);
        SHOP.advance(Duration.ZERO);
        expected.add("11 FAILED " + REFUSED);
        assertThat(attempts(order)).isEqualTo(expected);
        SHOP.assertBalanced();
        RECEIVER.answer(id -> 200);
        SHOP.advance(Duration.ofSeconds(10));
        expected.add("12 DELIVERED null");
        assertThat(attempts(order)).isEqualTo(expected);
        // The list of deliveries counts from the replay on.
        assertThat(SHOP.deliveries().get(0)).containsEntry("attempts", 2);
        Instant last = Instant.EPOCH;
        for (JsonNode attempt : delivery(order).path("attempts")) {
            assertThat(moment(attempt.path("at"))).isAfter(last);
            last = moment(attempt.path("at"));
        }
    }

    @Test
    void a_delivered_message_that_is_replayed_shows_both_deliveries() {
        long order = pay();
        SHOP.advance(Duration.ZERO);
        replay(order);
        SHOP.advance(Duration.ZERO);
        assertThat(attempts(order)).containsExactly("1 DELIVERED null", "2 DELIVERED null");
    }

    @Test
    void an_attempt_that_has_not_ended_is_not_shown() {
        RECEIVER.hang(id -> true);
        long order = pay();
        await().until(() -> RECEIVER.received.size() == 1);
        assertThat(attempts(order)).isEmpty();
        RECEIVER.release();
        await().until(() -> !attempts(order).isEmpty());
        assertThat(attempts(order)).containsExactly("1 DELIVERED null");
    }

    @Test
    void each_order_shows_its_own_attempts() {
        RECEIVER.answer(id -> 500);
        long refused = pay();
        SHOP.advance(Duration.ZERO);
        RECEIVER.answer(id -> 200);
        long taken = pay();
        await().until(() -> !attempts(taken).isEmpty());
        assertThat(attempts(taken)).containsExactly("1 DELIVERED null");
        assertThat(attempts(refused)).containsExactly("1 FAILED " + REFUSED);
    }

    @Test
    @SqliteOnly("begins with a file of an older version")
    void a_shop_from_before_attempts_were_kept_is_balanced_and_keeps_those_to_come() throws Exception {
        long delivered = pay();
        SHOP.advance(Duration.ZERO);
        RECEIVER.answer(id -> 500);
        long waiting = pay();
        SHOP.advance(Duration.ofSeconds(10));
        assertThat(attempts(waiting)).hasSize(2);
        // The ninth migration introduced the recording of attempts.
        SHOP.restartOnOlder(8);
        assertThat(attempts(delivered)).isEmpty();
        assertThat(attempts(waiting)).isEmpty();
        SHOP.assertBalanced();
        SHOP.advance(Duration.ofMinutes(10));
        assertThat(attempts(waiting)).containsExactly("3 FAILED " + REFUSED);
        replay(delivered);
        SHOP.advance(Duration.ZERO);
        assertThat(attempts(delivered)).containsExactly("1 FAILED " + REFUSED);
        pay();
        SHOP.advance(Duration.ZERO);
        SHOP.assertBalanced();
        SHOP.database()
                .write(tx -> tx.handle()
                        .execute("DELETE FROM delivery_attempt WHERE delivery_id = (SELECT MAX(id) FROM delivery)"));
        assertThat(SHOP.books().path("balanced").booleanValue()).isFalse();
        json(SHOP.admin().post("/admin/reset"), 200);
    }

    private static long pay() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 3_000, 10), 2);
        json(SHOP.pay(order, user), 200);
        return order;
    }

    /** Pays an order whose message is given up. */
    private static long die() {
        RECEIVER.answer(id -> 500);
        long order = pay();
        for (int attempt = 0; attempt < BackOff.STANDARD_WEBHOOKS.size(); attempt++) {
            SHOP.advance(Duration.ofHours(30));
        }
        assertThat(delivery(order).path("status").textValue()).isEqualTo("DEAD");
        return order;
    }

    private static void replay(long order) {
        long delivery = delivery(order).path("id").longValue();
        json(SHOP.admin().post("/admin/deliveries/{id}/replay", delivery), 200);
    }

    private static JsonNode delivery(long order) {
        JsonNode trail = json(SHOP.admin().get("/admin/orders/{id}/trail", order), 200);
        assertThat(trail.path("deliveries")).hasSize(1);
        return trail.at("/deliveries/0");
    }

    /** The number, outcome and error of each attempt. */
    private static List<String> attempts(long order) {
        List<String> attempts = new ArrayList<>();
        delivery(order)
                .path("attempts")
                .forEach(attempt -> attempts.add(attempt.path("number") + " "
                        + attempt.path("outcome").textValue() + " "
                        + attempt.path("error").textValue()));
        return attempts;
    }
}
