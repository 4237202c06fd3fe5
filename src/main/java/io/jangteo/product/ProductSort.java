package io.jangteo.product;

import io.jangteo.database.CodePoints;
import io.jangteo.database.SortedPage;
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
                Comparator.comparing(Product::name, CodePoints::compare).thenComparing(byId);
            case STOCK -> Comparator.comparingLong(Product::stock).thenComparing(byId);
        };
    }

    /** Whether the product comes after the previous page. */
    boolean isAfter(Product product, SortedPage page) {
        return switch (this) {
            case ID -> product.id() > page.idOr(0);
            case NAME -> page.isBefore(product.name(), product.id());
            case STOCK ->
                product.stock() > page.numberOr(-1)
                        || (product.stock() == page.numberOr(-1) && product.id() > page.idOr(0));
        };
    }
}
