package io.jangteo.seed;

import io.jangteo.database.Tx;
import io.jangteo.product.ProductChange;
import io.jangteo.product.Products;
import java.util.List;
import java.util.Objects;

/** Gives products the names and prices of the time of an order, and at last those of the file. */
final class SeedPrices {
    private final Products products;
    private final List<SeedProduct> listed;
    private final long[] ids;
    private final String[] names;
    private final long[] prices;

    /** @param ids of the listed products, once they are made */
    SeedPrices(Products products, List<SeedProduct> listed, long[] ids) {
        this.products = products;
        this.listed = listed;
        this.ids = ids;
        this.names = listed.stream().map(SeedProduct::name).toArray(String[]::new);
        this.prices = listed.stream().mapToLong(SeedProduct::price).toArray();
    }

    void put(Tx then, int place, SeedOrder.SeedItem item) {
        SeedProduct product = listed.get(place);
        put(
                then,
                place,
                Objects.requireNonNullElse(item.name(), product.name()),
                Objects.requireNonNullElse(item.unitPrice(), product.price()));
    }

    /** Also takes products off sale, which could be ordered until now. */
    void restore(Tx tx) {
        for (int i = 0; i < ids.length; i++) {
            SeedProduct product = listed.get(i);
            if (ids[i] != 0) {
                put(tx, i, product.name(), product.price());
                if (Boolean.FALSE.equals(product.onSale())) {
                    products.change(tx, ids[i], new ProductChange(null, null, false));
                }
            }
        }
    }

    private void put(Tx tx, int place, String name, long price) {
        if (!name.equals(names[place]) || price != prices[place]) {
            products.change(tx, ids[place], new ProductChange(name, price, null));
            names[place] = name;
            prices[place] = price;
        }
    }
}
