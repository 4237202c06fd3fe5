package io.jangteo.reference;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.OrderBook.Order;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * A few steps that lead to what chance alone seldom comes to. Other steps may happen in between and spoil a plot; then
 * the rest of it is as good as any other step.
 */
final class Plots {
    private final Picks picks;
    private final Dice dice;
    private final PointVerbs points;
    private final CouponVerbs coupons;
    private final OrderVerbs orders;
    private final RankingVerbs ranking;
    private final ClockVerbs time;
    private final Deque<Supplier<Step>> running = new ArrayDeque<>();

    Plots(
            Picks picks,
            PointVerbs points,
            CouponVerbs coupons,
            OrderVerbs orders,
            RankingVerbs ranking,
            ClockVerbs time) {
        this.picks = picks;
        this.dice = picks.dice;
        this.points = points;
        this.coupons = coupons;
        this.orders = orders;
        this.ranking = ranking;
        this.time = time;
    }

    boolean isRunning() {
        return !running.isEmpty();
    }

    Step next() {
        return running.removeFirst().get();
    }

    /** The first step of a plot; of the one that runs, if one does. */
    Step begin() {
        if (running.isEmpty()) {
            List<Copy> usable =
                    picks.shop.offers.copies().stream().filter(picks::isUsable).toList();
            List<Order> paid = picks.shop.orders.all().stream()
                    .filter(order -> order.is("PAID"))
                    .toList();
            switch ((int) dice.between(1, 7)) {
                case 1 -> usable.stream().findAny().ifPresent(copy -> payWithExpiredCoupon(dice.one(usable)));
                case 2 -> usable.stream().findAny().ifPresent(copy -> payTwiceWithOneCoupon(dice.one(usable)));
                case 3 -> paid.stream().findAny().ifPresent(order -> refundToFullWallet(dice.one(paid)));
                case 4 ->
                    paid.stream()
                            .filter(order -> order.coupon != null)
                            .findAny()
                            .ifPresent(this::refundTooLate);
                case 5 -> usable.stream().findAny().ifPresent(copy -> payWithRevokedCoupon(dice.one(usable)));
                case 6 -> sellEverything(picks.user());
                default -> rankAndRefund();
            }
        }
        return running.isEmpty() ? orders.place() : next();
    }

    private void payWithExpiredCoupon(Copy coupon) {
        plot(
                () -> points.fill(coupon.userId),
                () -> time.advanceBefore(coupon.over),
                () -> orders.placeWith(coupon),
                () -> time.advanceBeyond(coupon.over),
                () -> payLatest(coupon.userId));
    }

    private void payTwiceWithOneCoupon(Copy coupon) {
        plot(
                () -> points.fill(coupon.userId),
                () -> orders.placeWith(coupon),
                () -> orders.placeWith(coupon),
                () -> payLatest(coupon.userId),
                () -> payLatest(coupon.userId));
    }

    private void payWithRevokedCoupon(Copy coupon) {
        plot(
                () -> points.fill(coupon.userId),
                () -> orders.placeWith(coupon),
                () -> coupons.revoke(coupon.id),
                () -> payLatest(coupon.userId),
                () -> orders.placeWith(coupon));
    }

    private void refundToFullWallet(Order order) {
        plot(() -> points.fill(order.userId), () -> orders.cancel(order));
    }

    private void refundTooLate(Order order) {
        plot(() -> time.advanceBeyond(order.coupon.over), () -> orders.cancel(order));
    }

    private void sellEverything(long userId) {
        plot(
                () -> points.fill(userId),
                () -> orders.placeEverything(userId),
                () -> payLatest(userId),
                () -> time.advanceBeyond(midnight()),
                ranking::explained);
    }

    private void rankAndRefund() {
        plot(
                orders::place,
                orders::pay,
                orders::pay,
                () -> time.advanceBeyond(midnight()),
                ranking::popular,
                this::refundAny,
                ranking::popular);
    }

    /** The user's last order that waits for its payment; any other call if there is none. */
    private Step payLatest(long userId) {
        List<Order> waiting = picks.shop.orders.all().stream()
                .filter(order -> order.userId == userId && order.is("PENDING"))
                .toList();
        return waiting.isEmpty() ? orders.pay() : orders.pay(waiting.get(waiting.size() - 1));
    }

    private Instant midnight() {
        return ReferenceClock.midnightAfter(picks.shop.clock.now());
    }

    private Step refundAny() {
        return orders.cancel(picks.order("PAID"));
    }

    @SafeVarargs
    private void plot(Supplier<Step>... steps) {
        for (Supplier<Step> step : steps) {
            running.add(step);
        }
    }
}
