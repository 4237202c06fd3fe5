package io.jangteo.ranking;

import io.jangteo.product.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The assembled ranking, valid while the days and the products' version are unchanged.
 *
 * @param days the days it was summed from, oldest first
 * @param productsVersion the version of the products before they were read
 * @param firstOut the product after the last listed one, null if there is none
 */
record PopularSnapshot(
        List<DayUnits> days,
        long productsVersion,
        PopularProducts popular,
        PopularProducts.@Nullable FirstOut firstOut) {

    /** The number of products listed. */
    static final int LISTED = 5;

    private static final Comparator<Map.Entry<Long, Long>> BEST_FIRST =
            Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey());

    /**
     * Days that have not changed are the same objects until they are loaded again, and comparing these takes a few
     * nanoseconds however much was sold.
     */
    // Equal days would be compared product by product, for each answer.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Days.Window window) {
        if (window.productsVersion() != productsVersion) {
            return false;
        }
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i) != window.days().get(i).sales()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sums the days, and reads the products needed: those that are not on sale make room for the next ones.
     *
     * @param products returns the products with these ids
     */
    static PopularSnapshot of(Days.Window window, Function<Collection<Long>, Map<Long, Product>> products) {
        List<DayUnits> days = window.days().stream().map(DayLookup::sales).toList();
        List<Map.Entry<Long, Long>> best = best(days);
        List<PopularProducts.RankedProduct> ranked = new ArrayList<>(LISTED + 1);
        for (int from = 0; from < best.size() && ranked.size() <= LISTED; from += LISTED + 1) {
            rank(best.subList(from, Math.min(from + LISTED + 1, best.size())), products, ranked);
        }
        return new PopularSnapshot(days, window.productsVersion(), popular(days, ranked), firstOut(ranked));
    }

    /** Adds the next ones of the products to those that are ranked, as long as these are too few. */
    private static void rank(
            List<Map.Entry<Long, Long>> next,
            Function<Collection<Long>, Map<Long, Product>> products,
            List<PopularProducts.RankedProduct> ranked) {
        Map<Long, Product> known =
                products.apply(next.stream().map(Map.Entry::getKey).toList());
        for (Map.Entry<Long, Long> entry : next) {
            Product product = known.get(entry.getKey());
            // A product is never removed; it can be missing only while the whole shop is being replaced.
            if (product != null && product.onSale() && ranked.size() <= LISTED) {
                ranked.add(new PopularProducts.RankedProduct(
                        ranked.size() + 1, product.id(), product.name(), product.price(), entry.getValue()));
            }
        }
    }

    private static List<Map.Entry<Long, Long>> best(List<DayUnits> days) {
        Map<Long, Long> sums = new HashMap<>();
        for (DayUnits day : days) {
            day.unitsByProduct().forEach((product, units) -> sums.merge(product, units, Math::addExact));
        }
        return sums.entrySet().stream().sorted(BEST_FIRST).toList();
    }

    private static PopularProducts popular(List<DayUnits> days, List<PopularProducts.RankedProduct> ranked) {
        List<PopularProducts.RankedProduct> listed = List.copyOf(ranked.subList(0, Math.min(LISTED, ranked.size())));
        return PopularProducts.plain(
                days.get(0).date(), days.get(days.size() - 1).date(), listed);
    }

    private static PopularProducts.@Nullable FirstOut firstOut(List<PopularProducts.RankedProduct> ranked) {
        if (ranked.size() <= LISTED) {
            return null;
        }
        PopularProducts.RankedProduct out = ranked.get(LISTED);
        return new PopularProducts.FirstOut(out.productId(), out.name(), out.price(), out.units());
    }
}
