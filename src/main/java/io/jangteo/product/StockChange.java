package io.jangteo.product;

import io.jangteo.json.Reasoned;
import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;

/**
 * Goods that came in or went out other than by an order.
 *
 * @param delta units, not 0
 */
public record StockChange(Long delta, String reason) implements Reasoned {
    public StockChange {
        Expect.between("delta", -NewProduct.STOCK_MAX, NewProduct.STOCK_MAX, delta);
        if (delta == 0) {
            throw Refusals.malformed("delta", "a whole number other than 0");
        }
        reason = Expect.text("reason", reason);
    }
}
