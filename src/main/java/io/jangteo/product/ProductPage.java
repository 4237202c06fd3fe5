package io.jangteo.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of products, also of those that are not on sale. */
public record ProductPage(List<Product> products, @Nullable String nextCursor) {}
