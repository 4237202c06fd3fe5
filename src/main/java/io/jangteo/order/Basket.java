package io.jangteo.order;

import io.jangteo.product.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ordered units by product: each product once, in the order in which the request first named them.
 *
 * @param quantities at least one entry
 */
record Basket(Map<Long, Long> quantities) {

    /**
     * Merges lines for the same product.
     *
     * @throws io.jangteo.problem.Problem {@code INVALID_ORDER} without items, with too many lines, or with a quantity
     *     below 1 or, in one line or over all lines of the product, above the limit
     */
    static Basket of(@Nullable List<NewOrder.Item> items, OrderLimits limits) {
        if (items == null || items.isEmpty()) {
            throw OrderRefusals.invalid("NO_ITEMS");
        }
        if (items.size() > limits.linesMax()) {
            throw OrderRefusals.invalid("TOO_MANY_LINES", limits.linesMax());
        }
        Map<Long, Long> quantities = new LinkedHashMap<>();
        for (NewOrder.Item item : items) {
            if (item.quantity() < 1 || item.quantity() > limits.lineQuantityMax()) {
                throw OrderRefusals.invalid("QUANTITY", limits.lineQuantityMax());
            }
            quantities.merge(item.productId(), item.quantity(), Long::sum);
        }
        if (quantities.values().stream().anyMatch(quantity -> quantity > limits.lineQuantityMax())) {
            throw OrderRefusals.invalid("QUANTITY", limits.lineQuantityMax());
        }
        return new Basket(quantities);
    }

    /** Returns the quantities in the order of product ids, in which stocks are taken. */
    Map<Long, Long> byProductId() {
        return new TreeMap<>(quantities);
    }

    /** Returns the lines at the prices of the products. */
    List<OrderLine> lines(LongFunction<Product> products) {
        return quantities.entrySet().stream()
                .map(entry -> line(products.apply(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static OrderLine line(Product product, long quantity) {
        return new OrderLine(product.id(), product.name(), product.price(), quantity, product.price() * quantity);
    }
}
