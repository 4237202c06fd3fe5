package io.jangteo.order;

import static io.jangteo.ErrorTable.ORDER_CANCELLED;
import static io.jangteo.ErrorTable.ORDER_EXPIRED;
import static io.jangteo.ErrorTable.ORDER_NOT_FOUND;
import static io.jangteo.ErrorTable.ORDER_REFUNDED;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders that the administrator cancels or refunds for their users. */
@BothEngines
class KeeperCancelRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);
    private static final Map<String, String> REASON = Map.of("reason", "품절");

    private long user;
    private long product;

    @BeforeEach
    void open() {
        user = SHOP.user(10_000);
        product = SHOP.product("사과", 3_000, 10);
    }

    @Test
    void a_pending_order_is_cancelled_and_a_paid_one_refunded_with_all_that_it_took() {
        long pending = SHOP.order(user, product, 2);
        JsonNode cancelled = json(SHOP.admin(REASON).post(path(pending)), 200);
        assertThat(cancelled.path("status").textValue()).isEqualTo("CANCELLED");
        assertThat(cancelled).isEqualTo(REQUESTS.order(pending, user));
        long paid = REQUESTS.placed(user, REQUESTS.coupon(user), product, 3);
        json(SHOP.pay(paid, user), 200);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("USED");
        JsonNode refunded = json(SHOP.admin(REASON).post(path(paid)), 200);
        assertThat(refunded.path("status").textValue()).isEqualTo("REFUNDED");
        assertThat(refunded).isEqualTo(REQUESTS.order(paid, user));
        assertThat(SHOP.pointsOf(user)).isEqualTo(10_000);
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        ORDER_CANCELLED.toPost(SHOP, path(pending), REASON);
        ORDER_REFUNDED.toPost(SHOP, path(paid), REASON);
        ORDER_REFUNDED.toPost(SHOP, OrderRequests.cancel(paid), OrderRequests.by(user));
    }

    @Test
    void what_cannot_be_cancelled_is_refused() {
        long late = SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofMinutes(30));
        ORDER_EXPIRED.toPost(SHOP, path(late), REASON);
        ORDER_NOT_FOUND.toPost(SHOP, path(99), REASON);
        long order = SHOP.order(user, product, 1);
        for (String body : new String[] {"{}", "{\"reason\":null}", "{\"reason\":\" \"}", "{\"reason\":1}"}) {
            malformed("reason").toPost(SHOP, path(order), body);
        }
        malformed("reason").toPost(SHOP, path(order), Map.of("reason", "a".repeat(101)));
        malformed("userId").toPost(SHOP, path(order), "{\"reason\":\"품절\",\"userId\":" + user + "}");
        malformed("id").toPost(SHOP, "/admin/orders/one/cancel", REASON);
        UNAUTHENTICATED.to(
                SHOP,
                path(order),
                request -> request.bearer("wrong").json(REASON).post(path(order)));
    }

    private static String path(long order) {
        return "/admin/orders/" + order + "/cancel";
    }
}
