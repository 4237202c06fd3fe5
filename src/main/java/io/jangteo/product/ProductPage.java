package io.jangteo.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of products, in the order of their ids. */
public record ProductPage(List<Product> products, @Nullable String nextCursor) {}
