package io.jangteo.coupon;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jangteo.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an offer's issued coupons, in the order of their ranks.
 *
 * @param users those who got them, by id, if the details are asked for
 */
public record WinnerPage(
        List<Winner> issued,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UserName> users,
        @Nullable String nextCursor) {}
