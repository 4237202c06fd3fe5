package io.jangteo.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a product's stock movements, newest first. */
public record StockMovementPage(
        List<StockMovement> movements, @Nullable String nextCursor) {}
