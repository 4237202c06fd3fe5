package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A product of a seed file.
 *
 * @param price in won, 0 to 1,000,000,000
 * @param stock units that are left; with those of the file's orders at most 1,000,000,000
 * @param reference the caller's own id of the product
 * @param onSale whether shoppers see it and may order it; true if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedProduct(
        String name,
        Long price,
        Long stock,
        @Nullable String reference,
        @Nullable Boolean onSale) {}
