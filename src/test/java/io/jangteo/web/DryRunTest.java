package io.jangteo.web;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.HeldWriter;
import io.jangteo.ShopState;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Prefer: dry-run}: the same reply without any effect. */
@BothEngines
class DryRunTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long user;
    private long product;
    private Map<String, Object> basket;

    @BeforeEach
    void stock() {
        user = SHOP.user(50_000);
        product = SHOP.product("사과", 12_000, 3);
        basket = Map.of("userId", user, "items", List.of(Map.of("productId", product, "quantity", 2)));
    }

    @Test
    void an_order_is_answered_as_ever_and_takes_nothing() {
        Response tried = SHOP.api(basket).header("Prefer", "dry-run").post("/orders");
        assertThat(tried.header("Preference-Applied")).isEqualTo("dry-run");
        assertThat(SHOP.stockOf(product)).isEqualTo(3);
        Response placed = SHOP.api(basket).post("/orders");
        assertThat(placed.header("Preference-Applied")).isNull();
        assertThat(tried.status()).isEqualTo(placed.status()).isEqualTo(201);
        // On PostgreSQL the number that a dry run has taken is not given again.
        assertThat(steady(tried).replaceFirst("\"id\":\\d+", ""))
                .isEqualTo(steady(placed).replaceFirst("\"id\":\\d+", ""));
        assertThat(tried.header("Location")).startsWith("/api/v1/orders/");
        assertThat(SHOP.stockOf(product)).isEqualTo(1);
    }

    @Test
    void a_payment_is_answered_as_ever_and_takes_nothing() {
        long order = SHOP.order(user, product, 2);
        JsonNode tried = json(dryRun(Map.of("userId", user), "/orders/{id}/payment", order), 200);
        assertThat(tried.path("status").textValue()).isEqualTo("PAID");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
        assertThat(SHOP.deliveries()).isEmpty();
        assertThat(json(SHOP.pay(order, user), 200).path("status").textValue()).isEqualTo("PAID");
    }

    @Test
    void a_coupon_is_shown_with_its_rank_and_not_given() {
        long coupon = SHOP.coupon(1_000, 1);
        JsonNode tried = json(dryRun(Map.of("userId", user), "/coupons/{id}/issue", coupon), 200);
        assertThat(tried.path("rank").intValue()).isEqualTo(1);
        assertThat(json(SHOP.api().get("/users/{id}/coupons", user), 200).path("coupons"))
                .isEmpty();
        SHOP.issue(coupon, SHOP.user(0));
        assertThat(dryRun(Map.of("userId", user), "/coupons/{id}/issue", coupon).text("code"))
                .isEqualTo("COUPON_SOLD_OUT");
    }

    @Test
    void a_refusal_is_the_same_too() {
        Map<String, Object> tooMany =
                Map.of("userId", user, "items", List.of(Map.of("productId", product, "quantity", 4)));
        Response tried = SHOP.api(tooMany).header("Prefer", "dry-run").post("/orders");
        assertThat(tried.status()).isEqualTo(409);
        assertThat(tried.text("code")).isEqualTo("OUT_OF_STOCK");
        assertThat(steady(tried)).isEqualTo(steady(SHOP.api(tooMany).post("/orders")));
    }

    @Test
    void a_key_that_was_only_tried_with_is_still_free() {
        Response tried = SHOP.api(basket)
                .header("Prefer", "dry-run")
                .header("Idempotency-Key", "once")
                .post("/orders");
        assertThat(tried.status()).isEqualTo(201);
        Response placed = SHOP.api(basket).header("Idempotency-Key", "once").post("/orders");
        assertThat(placed.header("Idempotent-Replayed")).isNull();
        assertThat(SHOP.stockOf(product)).isEqualTo(1);
        Response triedAgain = SHOP.api(basket)
                .header("Prefer", "dry-run")
                .header("Idempotency-Key", "once")
                .post("/orders");
        assertThat(triedAgain.header("Idempotent-Replayed")).isNull();
        assertThat(triedAgain.text("code")).isEqualTo("OUT_OF_STOCK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry-run=yes", "dry-run=true", "dry-run=false", "dry-run=\"1\""})
    void a_dry_run_with_a_value_is_refused_and_not_done_for_real(String header) {
        Response refused = SHOP.api(basket).header("Prefer", header).post("/orders");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("Prefer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRY-RUN",
                "return=minimal, dry-run",
                "dry-run; why=test",
                " dry-run ,wait=1",
                "dry-run=\"\"",
                "dry-run =",
                ", dry-run",
                "x=\"a, b\", dry-run"
            })
    void the_preference_is_read_as_the_standard_writes_it(String header) {
        Map<String, List<Map<String, Object>>> before = ShopState.of(SHOP.database());
        assertThat(SHOP.api(basket).header("Prefer", header).post("/orders").status())
                .isEqualTo(201);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"return=minimal", "dry-running", "x=dry-run", "x=\"a, dry-run, b\"", "x;dry-run"})
    void other_preferences_change_nothing(String header) {
        Response placed = SHOP.api(basket).header("Prefer", header).post("/orders");
        assertThat(placed.header("Preference-Applied")).isNull();
        assertThat(SHOP.stockOf(product)).isEqualTo(1);
    }

    @Test
    @SqliteOnly("holds the one writer, and ids are given again")
    void dry_runs_beside_the_real_one_take_nothing_from_it() {
        long coupon = SHOP.coupon(1_000, 1);
        RawRequest issue = RawRequest.post("/api/v1/coupons/" + coupon + "/issue", "{\"userId\":" + user + "}");
        RawRequest trial = issue.header("Prefer: dry-run");
        try (DocumentedDoor door = new DocumentedDoor(SHOP);
                Connection before = Connection.to(SHOP.baseUrl());
                Connection real = Connection.to(SHOP.baseUrl());
                Connection after = Connection.to(SHOP.baseUrl())) {
            try (HeldWriter held = HeldWriter.of(SHOP)) {
                before.send(trial);
                HeldWriter.awaitWaiting(SHOP.baseUrl(), 1);
                real.send(issue);
                HeldWriter.awaitWaiting(SHOP.baseUrl(), 2);
                after.send(trial);
                HeldWriter.awaitWaiting(SHOP.baseUrl(), 3);
            }
            Response tried = before.read();
            Response issued = real.read();
            assertThat(List.of(tried.status(), issued.status())).containsOnly(200);
            // The rank and the id from the dry run are free again.
            assertThat(tried.json().path("rank")).isEqualTo(issued.json().path("rank"));
            assertThat(tried.json().path("id")).isEqualTo(issued.json().path("id"));
            assertThat(after.read().code()).isEqualTo("COUPON_ALREADY_ISSUED");
        }
        assertThat(SHOP.api().get("/coupons/{id}", coupon).number("issued")).isEqualTo(1);
    }

    @Test
    void a_change_of_a_product_is_tried_too() {
        Response tried =
                SHOP.admin(Map.of("price", 1)).header("Prefer", "dry-run").patch("/admin/products/{id}", product);
        assertThat(tried.header("Preference-Applied")).isEqualTo("dry-run");
        assertThat(json(tried, 200).path("price").intValue()).isEqualTo(1);
        assertThat(json(SHOP.api().get("/products/{id}", product), 200)
                        .path("price")
                        .intValue())
                .isEqualTo(12_000);
        assertThat(SHOP.api().get("/products").json().findValuesAsText("price")).containsExactly("12000");
    }

    @Test
    void a_call_that_changes_nothing_is_answered_as_without_it() {
        Response read = SHOP.api().header("Prefer", "dry-run").get("/products/{id}", product);
        assertThat(read.header("Preference-Applied")).isNull();
        assertThat(json(read, 200).path("stock").intValue()).isEqualTo(3);
    }

    @Test
    void what_cannot_be_undone_is_refused_rather_than_done() {
        Response refused = SHOP.admin().header("Prefer", "dry-run").post("/admin/reset");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("MALFORMED_REQUEST");
        assertThat(refused.text("field")).isEqualTo("Prefer");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
    }

    private static Response dryRun(Object body, String path, long id) {
        return SHOP.api(body).header("Prefer", "dry-run").post(path, id);
    }

    private static String steady(Response reply) {
        return reply.text().replaceAll("\"(createdAt|expiresAt|requestId)\":\"[^\"]*\"", "");
    }
}
