package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shop as a file. Its entries name a user, product or coupon by its reference, a text, or by its place in its list, a
 * number from 1. Points and stocks are what is left after everything in the file.
 *
 * @param issued coupons that users have
 * @param faults what could not be read; told with all else that is wrong when the file is loaded
 */
@JsonDeserialize(using = SeedReader.class)
public record Seed(
        @Nullable List<SeedUser> users,
        @Nullable List<SeedProduct> products,
        @Nullable List<SeedCoupon> coupons,
        @Nullable List<SeedIssue> issued,
        @Nullable List<SeedOrder> orders,
        @JsonIgnore SeedFaults faults) {

    static <T> List<T> each(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
