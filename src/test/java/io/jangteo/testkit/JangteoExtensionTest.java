package io.jangteo.testkit;

import static io.jangteo.testkit.BooksAssert.assertThat;
import static io.jangteo.testkit.Fixtures.discount;
import static io.jangteo.testkit.Fixtures.item;
import static io.jangteo.testkit.Fixtures.named;
import static io.jangteo.testkit.Fixtures.points;
import static io.jangteo.testkit.Fixtures.price;
import static io.jangteo.testkit.Fixtures.quantity;
import static io.jangteo.testkit.Fixtures.stock;
import static io.jangteo.testkit.Fixtures.using;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Jangteo;
import io.jangteo.problem.Problem;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests as their authors write them against a shop. */
class JangteoExtensionTest {
    @RegisterExtension
    static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

    @Test
    void fixtures_are_made_by_the_shops_own_rules(Jangteo shop) {
        long user = shop.given().user(named("김하나"), points(50_000));
        long product = shop.given().product(named("사과"), price(12_000), stock(3));
        long coupon = shop.given().coupon(discount(500), quantity(1));
        long issued = shop.given().issued(coupon, user);
        long order = shop.given().paidOrder(user, item(product, 2), using(issued));

        assertThat(get(shop, "/users/" + user).jsonPath().getLong("point")).isEqualTo(26_500);
        assertThat(get(shop, "/products/" + product).jsonPath().getLong("stock"))
                .isEqualTo(1);
        assertThat(get(shop, "/orders/" + order + "?userId=" + user).jsonPath().getString("status"))
                .isEqualTo("PAID");
        assertThatThrownBy(() -> shop.given().issued(coupon, shop.given().user()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo("COUPON_SOLD_OUT"));
        assertThatThrownBy(() -> shop.given().user(points(1_000_001))).isInstanceOf(Problem.class);
        assertThat(shop.books()).balanced();
    }

    @Test
    void what_is_due_by_then_has_happened_when_the_clock_has_moved(Jangteo shop) {
        long user = shop.given().user();
        long product = shop.given().product(stock(5));
        shop.given().order(user, item(product, 5));
        assertThat(get(shop, "/products/" + product).jsonPath().getLong("stock"))
                .isZero();
        shop.clock().advance(Duration.ofMinutes(31));
        assertThat(get(shop, "/products/" + product).jsonPath().getLong("stock"))
                .isEqualTo(5);
    }

    @Test
    void a_stopped_clock_stands_still_until_it_is_moved_or_started(Jangteo shop) {
        Instant stopped = shop.clock().stop();
        assertThat(shop.clock().now()).isEqualTo(stopped);
        assertThat(shop.clock().advance(Duration.ofHours(1))).isEqualTo(stopped.plus(Duration.ofHours(1)));
        assertThat(shop.clock().now()).isEqualTo(stopped.plus(Duration.ofHours(1)));
        Instant moment = stopped.plus(Duration.ofHours(2));
        assertThat(shop.clock().advanceTo(moment)).isEqualTo(moment);
        assertThatThrownBy(() -> shop.clock().advanceTo(stopped)).isInstanceOf(Problem.class);
        assertThat(shop.clock().start()).isAfterOrEqualTo(moment);
        shop.reset();
        assertThat(shop.clock().now()).isBefore(moment);
    }

    @Test
    void a_snapshot_brings_everything_back_with_its_clock(Jangteo shop) {
        long user = shop.given().user(points(10_000));
        shop.clock().stop();
        Instant then = shop.clock().now();
        shop.takeSnapshot("begun");
        shop.given().paidOrder(user, item(shop.given().product(price(4_000)), 1));
        shop.clock().advance(Duration.ofDays(3));
        shop.restoreSnapshot("begun");
        assertThat(get(shop, "/users/" + user).jsonPath().getLong("point")).isEqualTo(10_000);
        assertThat(shop.clock().now()).isEqualTo(then);
    }

    @Test
    void the_data_platform_tells_what_it_was_told(Jangteo shop) {
        long user = shop.given().user(points(10_000));
        long product = shop.given().product(price(4_000));
        shop.dataPlatform().goDown("maintenance");
        long order = shop.given().paidOrder(user, item(product, 1));
        shop.clock().advance(Duration.ZERO);
        assertThat(shop.dataPlatform().received()).isEmpty();
        shop.dataPlatform().comeUp();
        shop.clock().advance(Duration.ofHours(1));
        assertThat(shop.dataPlatform().received()).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo("order.paid");
            assertThat(message.data()).containsEntry("id", (int) order).containsEntry("totalAmount", 4_000);
        });
    }

    @Test
    void a_reply_that_is_lost_after_the_commit_can_be_asked_for_again(Jangteo shop) {
        long user = shop.given().user(points(10_000));
        long order = shop.given().order(user, item(shop.given().product(price(4_000)), 1));
        shop.faults().dropReply("payOrder");
        assertThatThrownBy(() -> pay(shop, order, user)).isInstanceOf(Exception.class);
        Response again = pay(shop, order, user);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(get(shop, "/users/" + user).jsonPath().getLong("point")).isEqualTo(6_000);
        assertThat(shop.faults().list())
                .singleElement()
                .satisfies(fault -> assertThat(fault.met()).isEqualTo(1));
    }

    @Test
    void a_refusal_says_what_was_expected_and_where(Jangteo shop) {
        for (String name : Arrays.asList("처음", "", null)) {
            assertThatThrownBy(() -> shop.takeSnapshot(name))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("MALFORMED_REQUEST")
                    .hasMessageContaining("field=name")
                    .hasMessageContaining("letters, digits");
        }
    }

    @Test
    void a_refusal_tells_the_line_of_the_test(Jangteo shop) {
        long user = shop.given().user();
        List<ThrowingCallable> refused = List.of(
                () -> shop.given().user(points(-1)),
                () -> shop.given().product(price(-1)),
                () -> shop.given().coupon(quantity(0)),
                () -> shop.given().issued(7, user),
                () -> shop.given().order(user),
                () -> shop.given().paidOrder(user),
                () -> shop.clock().advance(Duration.ofDays(36_500)),
                () -> shop.clock().advanceTo(Instant.EPOCH),
                () -> shop.faults().refuse("payOrders"),
                () -> shop.faults().delay("payOrder", ChronoUnit.FOREVER.getDuration()),
                () -> shop.takeSnapshot("a/b"),
                () -> shop.restoreSnapshot("missing"));
        for (ThrowingCallable verb : refused) {
            assertThatThrownBy(verb)
                    .isInstanceOf(Problem.class)
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(JangteoExtensionTest.class.getName())));
        }
    }

    @Test
    void an_order_that_cannot_be_paid_was_not_placed(Jangteo shop) {
        long product = shop.given().product(stock(3));
        assertThatThrownBy(() -> shop.given().paidOrder(shop.given().user(), item(product, 2)))
                .isInstanceOf(Problem.class);
        assertThat(get(shop, "/products/" + product).jsonPath().getLong("stock"))
                .isEqualTo(3);
    }

    @Test
    void what_is_down_has_a_reason(Jangteo shop) {
        assertThatThrownBy(() -> shop.dataPlatform().goDown(null)).hasMessage("reason");
    }

    @Test
    void the_clock_is_where_it_was_said_to_be(Jangteo shop) {
        for (int i = 0; i < 20; i++) {
            Instant said = shop.clock().advance(Duration.ofNanos(1));
            assertThat(shop.clock().now()).isAfterOrEqualTo(said);
        }
    }

    private static Response pay(Jangteo shop, long order, long user) {
        return given().baseUri(shop.baseUrl())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "pay-" + order)
                .body(Map.of("userId", user))
                .post("/api/v1/orders/{id}/payment", order);
    }

    private static Response get(Jangteo shop, String path) {
        return given().baseUri(shop.baseUrl()).get("/api/v1" + path);
    }
}
