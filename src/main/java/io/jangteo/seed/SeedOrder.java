package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of a seed file, paid or waiting for its payment.
 *
 * @param user the user: the reference, or the place
 * @param coupon the offer of which the user has a coupon: its reference, or its place
 * @param paid whether it is paid; false if absent
 * @param at when it was placed; the moment of loading if absent
 * @param paidAt when it was paid; when it was placed, if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedOrder(
        Object user,
        List<SeedItem> items,
        @Nullable Object coupon,
        @Nullable Boolean paid,
        @Nullable Instant at,
        @Nullable Instant paidAt) {

    /**
     * The units of a product.
     *
     * @param product its reference, or its place
     * @param unitPrice what it cost then, in won; what it costs now, if absent
     * @param name what it was called then; its name now, if absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeedItem(
            Object product,
            Long quantity,
            @Nullable Long unitPrice,
            @Nullable String name) {}

    boolean isPaid() {
        return paid != null && paid;
    }
}
