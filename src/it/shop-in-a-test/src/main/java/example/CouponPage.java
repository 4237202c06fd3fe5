package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What is to be tested: a page that takes coupons for its visitors, and asks again where it got no answer. */
public class CouponPage {
    private static final int ATTEMPTS = 3;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String shop;

    public CouponPage(String shop) {
        this.shop = shop;
    }

    /** The status that the shop answered with. */
    public int take(long coupon, long user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + "/api/v1/coupons/" + coupon + "/issue"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "coupon-" + coupon + "-for-" + user)
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":" + user + "}"))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException noAnswer) {
                if (attempt == ATTEMPTS) {
                    throw noAnswer;
                }
            }
        }
    }
}
