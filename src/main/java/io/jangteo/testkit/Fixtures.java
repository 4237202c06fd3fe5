package io.jangteo.testkit;

import io.jangteo.coupon.Discount;
import io.jangteo.order.NewOrder;
import java.time.Instant;

/**
 * The words that fixtures are said with, to be imported statically: {@code given().product(named("사과"), price(3_000),
 * stock(5))}. What is left out has an ordinary value.
 */
public final class Fixtures {
    private Fixtures() {}

    /** Says something of a user to be. */
    @FunctionalInterface
    public interface OfUser {
        void to(Drafts.UserDraft draft);
    }

    /** Says something of a product to be. */
    @FunctionalInterface
    public interface OfProduct {
        void to(Drafts.ProductDraft draft);
    }

    /** Says something of a coupon to be. */
    @FunctionalInterface
    public interface OfCoupon {
        void to(Drafts.CouponDraft draft);
    }

    /** Says something of an order to be. */
    @FunctionalInterface
    public interface OfOrder {
        void to(Drafts.OrderDraft draft);
    }

    /** A name, which users, products and coupons have. */
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

    /** A balance; 0 if left out. */
    public static OfUser points(long points) {
        return user -> user.points = points;
    }

    /** In won; 10,000 if left out. */
    public static OfProduct price(long price) {
        return product -> product.price = price;
    }

    /** Units; 100 if left out. */
    public static OfProduct stock(long stock) {
        return product -> product.stock = stock;
    }

    /** Takes off a fixed sum, in won; 1,000 if left out. */
    public static OfCoupon discount(long amount) {
        return coupon -> coupon.discount = new Discount.Fixed(amount);
    }

    /** Takes off a share, however much that is. */
    public static OfCoupon percent(long percent) {
        return coupon -> coupon.discount = new Discount.Percent(percent, null);
    }

    /** Takes off a share, and at most so many won. */
    public static OfCoupon percent(long percent, long maxAmount) {
        return coupon -> coupon.discount = new Discount.Percent(percent, maxAmount);
    }

    /** How many there are; 100 if left out. */
    public static OfCoupon quantity(long quantity) {
        return coupon -> coupon.quantity = quantity;
    }

    /** The least that an order must come to, in won; 0 if left out. */
    public static OfCoupon minOrderAmount(long amount) {
        return coupon -> coupon.minOrderAmount = amount;
    }

    /** How long an issued one is valid; 30 if left out. */
    public static OfCoupon validDays(long days) {
        return coupon -> coupon.validDays = days;
    }

    /** The issue window; open at both ends if left out. */
    public static OfCoupon open(Instant from, Instant until) {
        return coupon -> {
            coupon.issueFrom = from;
            coupon.issueUntil = until;
        };
    }

    /** So many units of a product; an order has one or more of these. */
    public static OfOrder item(long productId, long quantity) {
        return order -> order.items.add(new NewOrder.Item(productId, quantity));
    }

    /** With a coupon that was issued to the user. */
    public static OfOrder using(long issuedCouponId) {
        return order -> order.issuedCouponId = issuedCouponId;
    }
}
