package io.jangteo.ranking;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The popular products with the figures they follow from.
 *
 * @param days the three days, oldest first
 * @param firstOut the product that would come next, null if no other was sold
 */
public record ExplainedProducts(
        LocalDate from,
        LocalDate to,
        List<RankedProduct> products,
        List<ExplainedDay> days,
        @Nullable FirstOut firstOut) {

    /** One day's units of each listed product, in the order of the list; 0 where it was not sold. */
    public record ExplainedDay(LocalDate date, Source source, List<ProductUnits> products) {}

    public record ProductUnits(long productId, long units) {}

    /** The product that did not make it, by units or, where those are equal, by its id. */
    public record FirstOut(long productId, String name, long price, long units) {}

    static ExplainedProducts of(Standing standing, List<FoundDay> window) {
        PopularProducts popular = standing.popular();
        return new ExplainedProducts(
                popular.from(),
                popular.to(),
                popular.products(),
                window.stream().map(day -> explain(day, popular.products())).toList(),
                standing.firstOut());
    }

    private static ExplainedDay explain(FoundDay day, List<RankedProduct> products) {
        List<ProductUnits> units = products.stream()
                .map(RankedProduct::productId)
                .map(id -> new ProductUnits(id, day.sales().units(id)))
                .toList();
        return new ExplainedDay(day.sales().date(), day.source(), units);
    }
}
