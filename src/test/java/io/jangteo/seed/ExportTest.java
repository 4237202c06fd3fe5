package io.jangteo.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.TestShop;
import io.jangteo.json.Json;
import io.jangteo.reference.Coverage;
import io.jangteo.reference.Player;
import io.jangteo.wire.ApiCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an export holds, loaded into an empty shop, is the same export again. */
@BothEngines
class ExportTest {
    private static final int SHOPS = Engines.isPostgres() ? 5 : 15;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));

    @Test
    @Tag("slow")
    void a_random_shop_is_the_same_after_a_round_trip() throws IOException {
        StringBuilder exports = new StringBuilder();
        for (long seed = 1; seed <= SHOPS; seed++) {
            try (Player player = new Player(SHOP.baseUrl(), TestShop.ADMIN_KEY, SHOP.database(), new Coverage())) {
                player.play(seed, 60);
            }
            exports.append(loadedAgain());
            SHOP.advance(Duration.ofDays(2));
            SHOP.assertBalanced();
        }
        assertThat(exports).contains("\"paid\":true", "\"paidAt\"", "\"unitPrice\"", "\"revokedAt\"");
    }

    @Test
    void a_file_with_all_that_there_is_comes_back_as_it_was() throws IOException {
        String file = """
                {
                  "users": [
                    {"name":"김하나","point":50000,"reference":"crm-1"},
                    {"name":"이두리","point":0}],
                  "products": [
                    {"name":"사과","price":3000,"stock":7,"reference":"apple","onSale":false},
                    {"name":"배","price":4000,"stock":0,"onSale":true}],
                  "coupons": [
                    {"name":"첫","discount":{"type":"FIXED","amount":500},"minOrderAmount":3000,"quantity":2,\
                "issueFrom":"2026-01-05T00:00:00.000+09:00","issueUntil":"2026-01-06T00:00:00.000+09:00","validDays":3000,\
                "reference":"first","closedAt":"2026-01-09T00:00:00.000+09:00"}],
                  "issued": [
                    {"coupon":"first","user":2,"at":"2026-01-01T00:00:00.000+09:00"},
                    {"coupon":"first","user":"crm-1","at":"2026-01-08T00:00:00.000+09:00",\
                "revokedAt":"2026-01-08T00:00:00.001+09:00","revokeReason":"오발급"}],
                  "orders": [
                    {"user":2,"items":[{"product":2,"quantity":1},{"product":"apple","quantity":2,"unitPrice":1,\
                "name":"풋사과"}],"coupon":"first","paid":true,"at":"2026-01-02T00:00:00.000+09:00",\
                "paidAt":"2026-01-02T00:10:00.000+09:00"},
                    {"user":"crm-1","items":[{"product":2,"quantity":3}],"paid":true,\
                "at":"2026-01-03T00:00:00.000+09:00"}]
                }
                """;
        SHOP.admin(file).post("/admin/seed").require(200);
        assertThat(export()).isEqualTo(file);
        SHOP.advance(Duration.ofHours(1));
        assertThat(loadedAgain()).isEqualTo(file);
    }

    @Test
    void what_was_paid_later_for_another_price_under_another_name_stays_so() throws IOException {
        long user = SHOP.user(100_000);
        long product = SHOP.product("사과", 3_000, 10);
        long order = SHOP.order(user, product, 2);
        SHOP.admin("{\"name\":\"햇사과\",\"price\":5000,\"onSale\":false}")
                .patch("/admin/products/{id}", product)
                .require(200);
        SHOP.advance(Duration.ofMinutes(20));
        SHOP.pay(order, user).require(200);
        assertThat(loadedAgain()).contains("\"unitPrice\":3000,\"name\":\"사과\"", "\"paidAt\"", "\"onSale\":false");
        assertThat(SHOP.pointsOf(1)).isEqualTo(94_000);
        assertThat(SHOP.admin().get("/admin/products/1").json().path("stock").longValue())
                .isEqualTo(8);
    }

    /** Empties the shop, fills it with its own export at the same moment, and returns that. */
    private static String loadedAgain() throws IOException {
        assertThat(SHOP.admin().post("/admin/clock/stop").status()).isEqualTo(200);
        Instant then = SHOP.now();
        String exported = export();
        assertThat(SHOP.admin().post("/admin/reset").status()).isEqualTo(200);
        assertThat(SHOP.admin().post("/admin/clock/stop").status()).isEqualTo(200);
        // Not against the document, whose durations have whole seconds.
        ApiCall.to(SHOP.baseUrl())
                .bearer(TestShop.ADMIN_KEY)
                .json(Map.of("duration", Duration.between(SHOP.now(), then).toString()))
                .post("/api/v1/admin/clock/advance")
                .require(200);
        assertThat(SHOP.now()).isEqualTo(then);
        var reply = SHOP.api().json(exported).bearer(TestShop.ADMIN_KEY).post("/admin/seed");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(export()).isEqualTo(exported);
        SHOP.assertBalanced();
        return exported;
    }

    private static String export() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Export.write(SHOP.database(), new Json(ZoneId.of("Asia/Seoul")), file);
        return file.toString(StandardCharsets.UTF_8);
    }
}
