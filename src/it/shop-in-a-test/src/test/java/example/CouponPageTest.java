package example;

import static io.jangteo.testkit.BooksAssert.assertThat;
import static io.jangteo.testkit.Fixtures.discount;
import static io.jangteo.testkit.Fixtures.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jangteo.Jangteo;
import io.jangteo.testkit.JangteoExtension;
import io.jangteo.testkit.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CouponPageTest {
    @RegisterExtension
    static JangteoExtension extension = JangteoExtension.inMemory().demo();

    @Test
    void the_hundredth_customer_still_gets_a_coupon(Jangteo shop) throws Exception {
        CouponPage page = new CouponPage(shop.baseUrl());
        long coupon = shop.given().coupon(discount(500), quantity(100));
        for (int taken = 0; taken < 99; taken++) {
            shop.given().issued(coupon, shop.given().user());
        }
        assertEquals(200, page.take(coupon, shop.given().user()));
        assertEquals(400, page.take(coupon, shop.given().user()));
        shop.clock().advance(Duration.ofDays(31));
        assertThat(shop.books()).balanced();
    }

    @Test
    void a_lost_answer_and_a_busy_shop_cost_nobody_a_coupon(Jangteo shop) throws Exception {
        CouponPage page = new CouponPage(shop.baseUrl());
        long coupon = shop.given().coupon(quantity(2));
        shop.faults().dropReply("issueCoupon");
        assertEquals(200, page.take(coupon, 1));
        shop.faults().refuse("issueCoupon");
        assertEquals(503, page.take(coupon, 2));
        assertEquals(200, page.take(coupon, 2));
    }

    @Test
    void a_page_that_is_asked_once_asks_the_shop_once(Jangteo shop) throws Exception {
        CouponPage page = new CouponPage(shop.baseUrl());
        long coupon = shop.given().coupon();
        page.take(coupon, 1);
        Requests taken = shop.requests().to("POST", "/api/v1/coupons/{couponId}/issue");
        assertEquals(1, taken.answered(200).count());
        assertEquals("{\"userId\":1}", taken.one().requestBody());
    }
}
