package io.jangteo.coupon;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonTypeResolver;
import io.jangteo.json.TaggedObject;
import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/** A coupon's discount on an order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeResolver(TaggedObject.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Discount.Fixed.class, name = "FIXED"),
    @JsonSubTypes.Type(value = Discount.Percent.class, name = "PERCENT")
})
public sealed interface Discount {
    /** In won; above any price, and small enough that no sum overflows. */
    long AMOUNT_MAX = 1_000_000_000L;

    /**
     * Returns the discount in won; never more than the items cost.
     *
     * @param itemsAmount the price of the items, in won
     */
    long of(long itemsAmount);

    /**
     * A fixed amount.
     *
     * @param amount in won, at least 1
     */
    record Fixed(Long amount) implements Discount {
        public Fixed {
            Expect.between("discount.amount", 1, AMOUNT_MAX, amount);
        }

        @Override
        public long of(long itemsAmount) {
            return Math.min(amount, itemsAmount);
        }
    }

    /**
     * A percentage, rounded down to a whole won.
     *
     * @param percent 1 to 100
     * @param maxAmount the largest discount, in won; unlimited if absent
     */
    record Percent(Long percent, @Nullable Long maxAmount) implements Discount {
        public Percent {
            Expect.between("discount.percent", 1, 100, percent);
            if (maxAmount != null) {
                Expect.between("discount.maxAmount", 1, AMOUNT_MAX, maxAmount);
            }
        }

        @Override
        public long of(long itemsAmount) {
            long share = itemsAmount * percent / 100;
            return maxAmount == null ? share : Math.min(share, maxAmount);
        }
    }
}
