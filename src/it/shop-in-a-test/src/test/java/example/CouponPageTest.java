package example;

import static io.jangteo.testkit.BooksAssert.assertThat;
import static io.jangteo.testkit.Fixtures.discount;
import static io.jangteo.testkit.Fixtures.points;
import static io.jangteo.testkit.Fixtures.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jangteo.Jangteo;
import io.jangteo.testkit.JangteoExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CouponPageTest {
    @RegisterExtension
    static JangteoExtension shop = JangteoExtension.inMemory().demo();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_hundredth_customer_still_gets_a_coupon(Jangteo shop) throws Exception {
        long coupon = shop.given().coupon(discount(500), quantity(100));
        for (int i = 1; i <= 99; i++) {
            shop.given().issued(coupon, shop.given().user());
        }
        long hundredth = shop.given().user(points(50_000));
        assertTrue(issue(shop, coupon, hundredth).body().contains("\"rank\":100"));
        assertEquals(400, issue(shop, coupon, shop.given().user()).statusCode());

        shop.clock().advance(Duration.ofDays(31));
        String mine = get(shop, "/api/v1/users/" + hundredth + "/coupons").body();
        assertTrue(mine.contains("\"status\":\"EXPIRED\""), mine);
        assertThat(shop.books()).balanced();
    }

    @Test
    void a_client_that_gets_no_reply_may_ask_again(Jangteo shop) throws Exception {
        long coupon = shop.given().coupon(quantity(1));
        long user = shop.given().user();
        shop.faults().dropReply("issueCoupon");
        assertThrows(IOException.class, () -> issue(shop, coupon, user));
        assertEquals(200, issue(shop, coupon, user).statusCode());
    }

    @Test
    void the_demo_shop_is_there_each_time(Jangteo shop) throws Exception {
        assertTrue(get(shop, "/api/v1/users/1").body().contains("\"point\":50000"));
    }

    private HttpResponse<String> issue(Jangteo shop, long coupon, long user) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(shop.baseUrl() + "/api/v1/coupons/" + coupon + "/issue"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "issue-" + coupon + "-" + user)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":" + user + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Jangteo shop, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(shop.baseUrl() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
