package example;

import io.jangteo.config.Config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jangteo.Jangteo;
import org.junit.jupiter.api.Test;

/** Holds the shop by hand, as any test framework can. */
class WithoutJUnitTest {
    @Test
    void a_shop_is_something_to_close() throws Exception {
        Config config = Config.builder().inMemory(true).testMode(true).port(0).build();
        try (Jangteo shop = Jangteo.start(config)) {
            CouponPage page = new CouponPage(shop.baseUrl());
            assertEquals(200, page.take(shop.given().coupon(), shop.given().user()));
        }
    }
}
