package io.jangteo.order;

import io.jangteo.problem.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed. How many items there may be is looked at after the user: an order without items is refused
 * by its own code.
 */
public record NewOrder(
        Long userId, @Nullable List<Item> items, @Nullable Long issuedCouponId) {
    public NewOrder {
        Expect.present("userId", userId);
        if (items != null) {
            items.forEach(item -> Expect.present("items", item));
        }
    }

    /** A product and how many units of it. */
    public record Item(Long productId, Long quantity) {
        public Item {
            Expect.present("items.productId", productId);
            Expect.present("items.quantity", quantity);
        }
    }
}
