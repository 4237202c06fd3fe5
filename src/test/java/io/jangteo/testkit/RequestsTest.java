package io.jangteo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Jangteo;
import io.jangteo.problem.Problem;
import io.jangteo.seed.Seeded;
import io.jangteo.web.RecordedRequest;
import io.jangteo.wire.ApiCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a test author asks and tells of a shop besides its operations: what was called, and a seed file. */
class RequestsTest {
    @RegisterExtension
    final JangteoExtension jangteo = JangteoExtension.inMemory();

    @Test
    void a_test_asks_what_its_program_called(Jangteo shop) {
        long user = shop.given().user();
        ApiCall api = ApiCall.to(shop.baseUrl()).basePath("/api/v1");
        api.json("{\"amount\":5000}").header("X-Test-Id", "one").post("/users/{id}/points/charge", user);
        api.json("{\"amount\":1}").post("/users/{id}/points/charge", user);
        api.queryParam("limit", 1).get("/products");
        assertThat(shop.requests().list())
                .extracting(RecordedRequest::path)
                .containsExactly(
                        "/api/v1/users/1/points/charge", "/api/v1/users/1/points/charge", "/api/v1/products?limit=1");
        Requests charges = shop.requests().to("POST", "/api/v1/users/{userId}/points/charge");
        assertThat(charges.count()).isEqualTo(2);
        assertThat(charges.answered(200).one().requestBody()).isEqualTo("{\"amount\":5000}");
        assertThat(charges.refused("INVALID_CHARGE_AMOUNT").count()).isEqualTo(1);
        assertThat(charges.ofTest("one").one().status()).isEqualTo(200);
        assertThat(shop.requests().to("GET", "/api/v1/products").count()).isEqualTo(1);
        assertThatThrownBy(charges::one)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /api/v1/users/1/points/charge -> 400 INVALID_CHARGE_AMOUNT");
        shop.reset();
        assertThat(shop.requests().list()).isEmpty();
    }

    @Test
    void a_seed_fills_an_empty_shop_and_its_messages_are_left_out(Jangteo shop) {
        String file = """
                {"users": [{"name": "김하나", "point": 100}], "products": [{"name": "사과", "price": 5, "stock": 9}],
                 "orders": [{"user": 1, "items": [{"product": 1, "quantity": 2}], "paid": true,
                             "at": "2026-01-01T00:00:00Z"}]}
                """;
        assertThat(shop.seed(file)).isEqualTo(new Seeded(1, 1, 0, 1));
        long order = shop.given().paidOrder(1, Fixtures.item(1, 3));
        shop.clock().advance(Duration.ZERO);
        assertThat(shop.dataPlatform().received())
                .extracting(message -> ((Number) message.data().get("id")).longValue())
                .containsExactly(order);
        assertThatThrownBy(() -> shop.seed(file)).isInstanceOf(Problem.class).hasMessage("NOT_EMPTY");
        shop.reset();
        assertThatThrownBy(() -> shop.seed("{\"users\": [{}]}"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("users[0].name");
    }
}
