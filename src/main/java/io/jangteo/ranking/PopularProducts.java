package io.jangteo.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The products on sale with most units over {@link Ranking#DAYS} whole business days; if explained, with the underlying figures.
 *
 * @param from the first of the days
 * @param to the last of them, the day before today
 * @param products at most {@link PopularSnapshot#LISTED}, the best first
 * @param days the days, oldest first; omitted unless explained
 * @param firstOut the next product after the list; omitted unless explained, and if no other was sold
 */
public record PopularProducts(
        LocalDate from,
        LocalDate to,
        List<RankedProduct> products,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ExplainedDay> days,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FirstOut firstOut) {

    /**
     * A place among the popular products.
     *
     * @param rank 1 for the product with most units; equal units are ranked by product id
     * @param price points for one unit, as it is now
     * @param units sold over all days
     */
    public record RankedProduct(int rank, long productId, String name, long price, long units) {}

    /** One day's units of each listed product, in the order of the list; 0 if it was not sold. */
    public record ExplainedDay(LocalDate date, DayLookup.Source source, List<ProductUnits> products) {}

    public record ProductUnits(long productId, long units) {}

    /** The product just below the list, by units or, if those are equal, by id. */
    public record FirstOut(long productId, String name, long price, long units) {}

    static PopularProducts plain(LocalDate from, LocalDate to, List<RankedProduct> products) {
        return new PopularProducts(from, to, products, null, null);
    }

    static PopularProducts explained(PopularSnapshot standing, List<DayLookup> window) {
        PopularProducts plain = standing.popular();
        List<ExplainedDay> days =
                window.stream().map(day -> explain(day, plain.products())).toList();
        return new PopularProducts(plain.from(), plain.to(), plain.products(), days, standing.firstOut());
    }

    private static ExplainedDay explain(DayLookup day, List<RankedProduct> products) {
        List<ProductUnits> units = products.stream()
                .map(RankedProduct::productId)
                .map(id -> new ProductUnits(id, day.sales().units(id)))
                .toList();
        return new ExplainedDay(day.sales().date(), day.source(), units);
    }
}
