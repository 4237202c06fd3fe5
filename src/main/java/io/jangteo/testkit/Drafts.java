package io.jangteo.testkit;

import io.jangteo.coupon.Discount;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.order.NewOrder;
import io.jangteo.product.NewProduct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fixtures under construction, starting from defaults. */
public final class Drafts {
    private Drafts() {}

    public static final class UserDraft {
        String name = "손님";
        long points;

        UserDraft() {}
    }

    public static final class ProductDraft {
        String name = "상품";
        long price = 10_000;
        long stock = 100;

        ProductDraft() {}

        NewProduct finished() {
            return new NewProduct(name, price, stock, null);
        }
    }

    public static final class CouponDraft {
        String name = "쿠폰";
        Discount discount = new Discount.Fixed(1_000L);
        long minOrderAmount;
        long quantity = 100;
        long validDays = 30;

        @Nullable
        Instant issueFrom;

        @Nullable
        Instant issueUntil;

        CouponDraft() {}

        NewCoupon finished() {
            return new NewCoupon(name, discount, minOrderAmount, quantity, issueFrom, issueUntil, validDays, null);
        }
    }

    public static final class OrderDraft {
        final List<NewOrder.Item> items = new ArrayList<>();

        @Nullable
        Long issuedCouponId;

        OrderDraft() {}

        NewOrder finished(long userId) {
            return new NewOrder(userId, items, issuedCouponId);
        }
    }
}
