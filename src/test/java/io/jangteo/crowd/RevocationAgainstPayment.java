package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Orders that are paid while their coupons are revoked: each coupon either pays or is revoked, and never both. */
record RevocationAgainstPayment(int orders) implements Scenario {
    private static final String PAID = "paid 200, revoked 409 COUPON_ALREADY_USED, is PAID with USED and 1000 left";
    private static final String REVOKED =
            "paid 409 COUPON_REVOKED, revoked 200, is PENDING with REVOKED and 10000 left";

    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(orders, 10_000);
        long product = shop.product(10_000, orders);
        List<Long> coupons = shop.issue(shop.coupon(1_000, orders), users);
        List<Placed> orders = shop.placed(IntStream.range(0, this.orders)
                .mapToObj(i -> Calls.order(users.get(i), coupons.get(i), List.of(product)))
                .toList());
        List<RawRequest> calls = IntStream.range(0, 2 * this.orders)
                .mapToObj(i -> i % 2 == 0 ? Calls.pay(orders.get(i / 2)) : Calls.revoke(coupons.get(i / 2)))
                .toList();

        List<Response> replies = shop.rushMixed(calls);

        List<String> statuses = shop.statuses(orders);
        List<String> ofCoupons = shop.couponStatuses(users);
        List<Long> points = shop.points(users);
        List<String> stories = new ArrayList<>();
        for (int i = 0; i < this.orders; i++) {
            stories.add("paid " + replies.get(2 * i).outcome() + ", revoked "
                    + replies.get(2 * i + 1).outcome() + ", is " + statuses.get(i) + " with " + ofCoupons.get(i)
                    + " and " + points.get(i) + " left");
        }
        assertThat(Set.copyOf(stories)).as("the stories").isSubsetOf(PAID, REVOKED);
    }
}
