package io.jangteo.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the products on sale, in the order of their ids. */
public record ShopProductPage(
        List<ShopProduct> products, @Nullable String nextCursor) {}
