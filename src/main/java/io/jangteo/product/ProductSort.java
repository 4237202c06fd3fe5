package io.jangteo.product;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The orders in which products are listed; products with equal values follow by their ids. */
public enum ProductSort {
    ID,
    /** By the code points of the names. */
    NAME,
    /** The smallest stock first. */
    STOCK;

    /** Returns the value that a product is sorted by beside the id. */
    Object key(Product product) {
        return switch (this) {
            case ID -> "";
            case NAME -> product.name();
            case STOCK -> product.stock();
        };
    }

    Comparator<Product> comparator() {
        Comparator<Product> byId = Comparator.comparingLong(Product::id);
        return switch (this) {
            case ID -> byId;
            case NAME ->
                Comparator.comparing(Product::name, ProductSort::compareCodePoints)
                        .thenComparing(byId);
            case STOCK -> Comparator.comparingLong(Product::stock).thenComparing(byId);
        };
    }

    /** Compares as the databases do; texts of Java compare by halves of the characters beyond the first 65,536. */
    private static int compareCodePoints(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
