package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Orders that are paid while the clock moves past their time, and one for each of these that nobody pays. Each is paid in
 * time or expires; what expires keeps nothing, and stays expired.
 *
 * @param minutes orders are placed minute by minute, so that the clock has as many moments to stop at
 * @param each how many orders are placed in each minute
 */
record PaymentAgainstExpiry(int minutes, int each) implements Scenario {
    private static final long POINTS = 20_000;
    private static final long PAYMENT = 9_000;

    @Override
    public void run(CrowdedShop shop) {
        int count = minutes * each;
        List<Long> users = shop.users(count, POINTS);
        long product = shop.product(10_000, count);
        List<Long> coupons = shop.issue(shop.coupon(1_000, count), users);
        List<Placed> orders = place(shop, users, coupons, product);
        List<Placed> abandoned = IntStream.range(0, minutes)
                .mapToObj(minute -> orders.get(minute * each))
                .toList();
        List<Placed> wanted = new ArrayList<>(orders);
        wanted.removeAll(abandoned);

        List<Response> payments = payWhileTheClockMoves(shop, CrowdedShop.mixed(wanted));

        int paid = Response.successes(payments).size();
        assertThat(Response.outcomes(payments))
                .as("the outcomes")
                .isEqualTo(CrowdedShop.counts("200", paid, "409 ORDER_EXPIRED", wanted.size() - paid));
        assertThat(Response.successes(payments))
                .as("the moments of payment")
                .allSatisfy(reply -> assertThat(moment(reply, "paidAt")).isBefore(moment(reply, "expiresAt")));
        List<String> statuses = shop.statuses(orders);
        assertThat(statuses).as("the orders").containsOnly("PAID", "EXPIRED");
        assertThat(Collections.frequency(statuses, "PAID"))
                .as("the paid orders")
                .isEqualTo(paid);
        assertThat(shop.statuses(abandoned)).as("the abandoned orders").containsOnly("EXPIRED");
        assertNothingIsKeptOfTheExpired(shop, statuses, users);
        assertThat(shop.stock(product)).as("the stock").isEqualTo(count - paid);
        assertThat(Response.outcomes(shop.rush(CrowdedShop.each(orders, Calls::pay))))
                .as("the payments that come too late")
                .isEqualTo(CrowdedShop.counts("409 ORDER_ALREADY_PAID", paid, "409 ORDER_EXPIRED", count - paid));
    }

    /** Wave upon wave, so that some are there whenever the clock gets on. */
    private List<Response> payWhileTheClockMoves(CrowdedShop shop, List<Placed> orders) {
        CompletableFuture<Void> clock = CompletableFuture.runAsync(() -> shop.advance(Duration.ofMinutes(30)));
        List<Response> payments = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += minutes) {
            List<Placed> wave = orders.subList(from, Math.min(from + minutes, orders.size()));
            payments.addAll(shop.rush(CrowdedShop.each(wave, Calls::pay)));
        }
        clock.join();
        return payments;
    }

    private List<Placed> place(CrowdedShop shop, List<Long> users, List<Long> coupons, long product) {
        List<Placed> orders = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            orders.addAll(shop.placed(IntStream.range(minute * each, (minute + 1) * each)
                    .mapToObj(i -> Calls.order(users.get(i), coupons.get(i), List.of(product)))
                    .toList()));
            shop.advance(Duration.ofMinutes(1));
        }
        return orders;
    }

    private static void assertNothingIsKeptOfTheExpired(CrowdedShop shop, List<String> statuses, List<Long> users) {
        assertThat(shop.points(users))
                .as("the points")
                .containsExactlyElementsOf(statuses.stream()
                        .map(status -> status.equals("PAID") ? POINTS - PAYMENT : POINTS)
                        .toList());
        assertThat(shop.couponStatuses(users))
                .as("the coupons")
                .containsExactlyElementsOf(statuses.stream()
                        .map(status -> status.equals("PAID") ? "USED" : "ISSUED")
                        .toList());
    }

    private static OffsetDateTime moment(Response reply, String member) {
        return OffsetDateTime.parse(reply.text(member));
    }
}
