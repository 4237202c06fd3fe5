package io.jangteo.coupon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of an offer's issued coupons, in the order of their ranks. */
public record WinnerPage(List<Winner> issued, @Nullable String nextCursor) {}
