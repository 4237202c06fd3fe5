package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.TestShop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More requests in a second from one address than it may send. */
class RateLimitTest {
    private static final int PER_SECOND = 10;
    private static final int RUSH = 200;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.rateLimit(PER_SECOND));

    @Test
    void what_is_too_many_is_refused_without_effect_and_served_later() {
        RawRequest create = Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"최네리\"}"));
        List<RawReply> refused = new ArrayList<>();
        try (Door door = new Door(SHOP)) {
            for (int i = 0; i < RUSH; i++) {
                RawReply reply = door.send(create);
                assertThat(reply.status()).isIn(201, 429);
                if (reply.status() == 429) {
                    refused.add(reply);
                }
            }
            assertThat(refused).isNotEmpty().allSatisfy(reply -> {
                assertThat(reply.code()).isEqualTo("RATE_LIMITED");
                assertThat(reply.header("Retry-After")).isEqualTo("1");
            });
            long users = SHOP.database()
                    .read(handle -> handle.createQuery("SELECT count(*) FROM shop_user")
                            .mapTo(long.class)
                            .one());
            assertThat(users).isEqualTo(RUSH - refused.size());
            assertThat(users).isPositive();
            await().until(() -> door.send(create).status() == 201);
        }
        untilOthersAreServed();
    }

    @Test
    void a_request_that_was_refused_is_not_kept_under_its_key() {
        RawRequest create = Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"정다희\"}"));
        try (Door door = new Door(SHOP)) {
            int number = 0;
            RawRequest keyed;
            RawReply reply;
            do {
                keyed = create.header("Idempotency-Key: " + ++number);
                reply = door.send(keyed);
            } while (reply.status() == 201 && number < RUSH);
            assertThat(reply.status()).isEqualTo(429);
            RawRequest refused = keyed;
            await().until(() -> door.send(refused).status() == 201);
        }
        untilOthersAreServed();
    }

    /** What looks after the shop between the tests shares the address. */
    private static void untilOthersAreServed() {
        await().until(() -> SHOP.api().get("/products").statusCode() == 200);
    }
}
