package io.jangteo.testkit;

import io.jangteo.coupon.Discount;
import io.jangteo.order.NewOrder;
import java.time.Instant;

/**
 * The vocabulary of fixtures, for static import: {@code given().product(named("사과"), price(3_000), stock(5))}. Omitted
 * properties have defaults.
 */
public final class Fixtures {
    private Fixtures() {}

    /** A property of a new user. */
    @FunctionalInterface
    public interface OfUser {
        void to(Drafts.UserDraft draft);
    }

    /** A property of a new product. */
    @FunctionalInterface
    public interface OfProduct {
        void to(Drafts.ProductDraft draft);
    }

    /** A property of a new coupon. */
    @FunctionalInterface
    public interface OfCoupon {
        void to(Drafts.CouponDraft draft);
    }

    /** A property of a new order. */
    @FunctionalInterface
    public interface OfOrder {
        void to(Drafts.OrderDraft draft);
    }

    /** A name, for a user, a product or a coupon. */
    public record Named(String name) implements OfUser, OfProduct, OfCoupon {
        @Override
        public void to(Drafts.UserDraft draft) {
            draft.name = name;
        }

        @Override
        public void to(Drafts.ProductDraft draft) {
            draft.name = name;
        }

        @Override
        public void to(Drafts.CouponDraft draft) {
            draft.name = name;
        }
    }

    public static Named named(String name) {
        return new Named(name);
    }

    /** A balance; 0 by default. */
    public static OfUser points(long points) {
        return user -> user.points = points;
    }

    /** In won; 10,000 by default. */
    public static OfProduct price(long price) {
        return product -> product.price = price;
    }

    /** Units; 100 by default. */
    public static OfProduct stock(long stock) {
        return product -> product.stock = stock;
    }

    /** A fixed discount in won; 1,000 by default. */
    public static OfCoupon discount(long amount) {
        return coupon -> coupon.discount = new Discount.Fixed(amount);
    }

    /** A percentage discount without a maximum. */
    public static OfCoupon percent(long percent) {
        return coupon -> coupon.discount = new Discount.Percent(percent, null);
    }

    /** A percentage discount with a maximum in won. */
    public static OfCoupon percent(long percent, long maxAmount) {
        return coupon -> coupon.discount = new Discount.Percent(percent, maxAmount);
    }

    /** The number of coupons; 100 by default. */
    public static OfCoupon quantity(long quantity) {
        return coupon -> coupon.quantity = quantity;
    }

    /** The least amount of an order, in won; 0 by default. */
    public static OfCoupon minOrderAmount(long amount) {
        return coupon -> coupon.minOrderAmount = amount;
    }

    /** The days for which an issued coupon is valid; 30 by default. */
    public static OfCoupon validDays(long days) {
        return coupon -> coupon.validDays = days;
    }

    /** The issue window; unbounded by default. */
    public static OfCoupon open(Instant from, Instant until) {
        return coupon -> {
            coupon.issueFrom = from;
            coupon.issueUntil = until;
        };
    }

    /** A product and its units; an order has one or more of these. */
    public static OfOrder item(long productId, long quantity) {
        return order -> order.items.add(new NewOrder.Item(productId, quantity));
    }

    /** A coupon that was issued to the user. */
    public static OfOrder using(long issuedCouponId) {
        return order -> order.issuedCouponId = issuedCouponId;
    }
}
