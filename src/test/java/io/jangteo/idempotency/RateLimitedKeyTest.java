package io.jangteo.idempotency;

import static io.jangteo.ErrorTable.RATE_LIMITED;
import static io.jangteo.idempotency.KeyedCalls.KEY;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that allows an address one request a second. */
class RateLimitedKeyTest {
    private static final String PATH = "/users/1/points/charge";

    @TempDir
    Path directory;

    @Test
    void a_request_that_came_too_soon_may_be_sent_again() {
        Config config = Config.builder()
                .port(0)
                .data(directory)
                .rateLimit(1)
                .adminKey(TestShop.ADMIN_KEY)
                .build();
        try (Jangteo shop = Jangteo.start(config)) {
            granted(() -> ApiCall.to(shop.baseUrl())
                    .basePath("/api/v1")
                    .bearer(TestShop.ADMIN_KEY)
                    .json("{\"name\":\"김하나\"}")
                    .post("/admin/users"));
            int charges = 0;
            Response reply = charge(shop, charges);
            while (reply.status() == 200) {
                charges++;
                reply = charge(shop, charges);
            }
            RATE_LIMITED.check(reply, PATH);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            int refused = charges;
            Response granted = granted(() -> charge(shop, refused));
            assertThat(granted.header(REPLAYED)).isNull();
            assertThat(granted.number("point")).isEqualTo((charges + 1) * 1_000);
        }
    }

    /** A charge under its own key. */
    private static Response charge(Jangteo shop, int number) {
        return ApiCall.to(shop.baseUrl())
                .basePath("/api/v1")
                .header(KEY, "k" + number)
                .json("{\"amount\":1000}")
                .post(PATH);
    }

    private static Response granted(Callable<Response> request) {
        AtomicReference<Response> reply = new AtomicReference<>();
        await().until(() -> {
            reply.set(request.call());
            return reply.get().status() < 400;
        });
        return reply.get();
    }
}
