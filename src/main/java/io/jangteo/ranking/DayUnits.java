package io.jangteo.ranking;

import java.time.LocalDate;
import java.util.Map;

/**
 * The units sold on one business day. Holds every product rather than the day's best, because a product
 * that is just below the list on each day may be first over all of them.
 *
 * @param unitsByProduct units by product id, each above 0
 */
record DayUnits(LocalDate date, Map<Long, Long> unitsByProduct) {

    DayUnits {
        unitsByProduct = Map.copyOf(unitsByProduct);
    }

    long units(long productId) {
        return unitsByProduct.getOrDefault(productId, 0L);
    }

    /** Returns the units of all products together. */
    long units() {
        return unitsByProduct.values().stream().mapToLong(Long::longValue).sum();
    }
}
