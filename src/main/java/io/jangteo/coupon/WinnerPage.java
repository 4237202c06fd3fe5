package io.jangteo.coupon;

import io.jangteo.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an offer's issued coupons, in the order of their ranks.
 *
 * @param users those who got them, by id
 */
public record WinnerPage(
        List<Winner> issued, List<UserName> users, @Nullable String nextCursor) {}
