package io.jangteo.product;

import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The ways in which products are looked for. */
final class ProductSearch {
    private ProductSearch() {}

    /** Returns the products that an index finds; empty if none can, or if they are too many to be sorted. */
    static Optional<List<Product>> found(Handle handle, Search search, ProductSort sort) {
        // Walked by name, PostgreSQL would fetch each row from another place.
        if (search.isEverything() || (!search.isIndexed() && sort != ProductSort.NAME)) {
            return Optional.empty();
        }
        List<Product> named = ProductListSql.found(handle, search, search.foundMax() + 1);
        Stream<Product> numbered = ProductSql.find(handle, search.id()).stream();
        return named.size() > search.foundMax()
                ? Optional.empty()
                : Optional.of(Stream.concat(named.stream(), numbered).distinct().toList());
    }

    /** Returns a page of those products, which it finds one after the other. */
    static List<Product> walked(Handle handle, Search search, boolean onSale, ProductSort sort, SortedPage page) {
        return switch (sort) {
            case ID -> ProductListSql.byId(handle, onSale, search, page);
            case NAME -> ProductListSql.byName(handle, onSale, search, page);
            case STOCK -> ProductListSql.byStock(handle, onSale, search, page);
        };
    }

    /** Returns how many products there are, on sale or not, up to one more than can be told. */
    static long count(Handle handle, List<Boolean> sought) {
        return sought.stream()
                .mapToLong(onSale -> ProductListSql.count(handle, onSale, SortedPage.COUNT_MAX + 1))
                .sum();
    }
}
