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
 * @param productsVersion the version of the products before their names and prices were read
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

    /** Sums the days and reads the names and prices of the products needed. */
    static PopularSnapshot of(Days.Window window, Function<Collection<Long>, Map<Long, Product>> products) {
        List<DayUnits> days = window.days().stream().map(DayLookup::sales).toList();
        List<Map.Entry<Long, Long>> best = best(days);
        Map<Long, Product> known =
                products.apply(best.stream().map(Map.Entry::getKey).toList());
        List<PopularProducts.RankedProduct> ranked = new ArrayList<>(best.size());
        for (Map.Entry<Long, Long> entry : best) {
            Product product = known.get(entry.getKey());
            // A product is never removed; it can be missing only while the whole shop is being replaced.
            if (product != null) {
                ranked.add(new PopularProducts.RankedProduct(
                        ranked.size() + 1, product.id(), product.name(), product.price(), entry.getValue()));
            }
        }
        return new PopularSnapshot(days, window.productsVersion(), popular(days, ranked), firstOut(ranked));
    }

    private static List<Map.Entry<Long, Long>> best(List<DayUnits> days) {
        Map<Long, Long> sums = new HashMap<>();
        for (DayUnits day : days) {
            day.unitsByProduct().forEach((product, units) -> sums.merge(product, units, Math::addExact));
        }
        return sums.entrySet().stream().sorted(BEST_FIRST).limit(LISTED + 1).toList();
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
