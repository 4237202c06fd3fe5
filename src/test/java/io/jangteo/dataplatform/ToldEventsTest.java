package io.jangteo.dataplatform;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which events the data platform is told of. */
@BothEngines
class ToldEventsTest {
    @RegisterExtension
    static final TestShop BY_DEFAULT = TestShop.standard();

    @RegisterExtension
    static final TestShop OF_COUPONS = TestShop.with(settings -> settings.dataPlatformEvents("coupon.issued"));

    @Test
    void payments_and_refunds_are_told_by_default() {
        sellAndRefund(BY_DEFAULT);
        assertThat(EventMessages.typesOf(BY_DEFAULT)).containsExactly("order.paid", "order.refunded");
    }

    @Test
    void a_payment_is_told_whatever_was_selected() {
        sellAndRefund(OF_COUPONS);
        assertThat(EventMessages.typesOf(OF_COUPONS)).containsExactly("coupon.issued", "order.paid");
    }

    @Test
    void a_selection_has_one_spelling() {
        assertThat(EventType.canonical(List.of("order.refunded", "coupon.issued", "order.refunded")))
                .containsExactly("order.paid", "order.refunded", "coupon.issued");
        assertThat(EventType.canonical(List.of("order.refunded", "*"))).containsExactly("*");
        assertThat(EventType.selectedBy(List.of("*"))).containsExactly(EventType.values());
    }

    private static void sellAndRefund(TestShop shop) {
        long user = shop.user(0);
        json(shop.api(Map.of("amount", 10_000)).post("/users/{id}/points/charge", user), 200);
        shop.issue(shop.coupon(1_000, 1), user);
        long order = shop.order(user, shop.product("사과", 1_000, 1), 1);
        json(shop.pay(order, user), 200);
        json(shop.cancel(order, user), 200);
    }
}
