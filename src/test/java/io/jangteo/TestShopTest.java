package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BothEngines
class TestShopTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void an_order_is_placed_paid_and_refunded() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 3_000, 10);
        long order = SHOP.order(user, product, 2);
        SHOP.pay(order, user).require(200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(44_000);
        SHOP.cancel(order, user).require(200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }
}
