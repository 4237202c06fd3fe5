package io.jangteo.order;

import io.jangteo.problem.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to place an order. The number of items is checked after the user, because an order without items has its
 * own refusal.
 */
public record NewOrder(
        Long userId, @Nullable List<Item> items, @Nullable Long issuedCouponId) {
    public NewOrder {
        Expect.present("userId", userId);
        if (items != null) {
            items.forEach(item -> Expect.present("items", item));
        }
    }

    /** A product and the number of units ordered. */
    public record Item(Long productId, Long quantity) {
        public Item {
            Expect.present("items.productId", productId);
            Expect.present("items.quantity", quantity);
        }
    }
}
