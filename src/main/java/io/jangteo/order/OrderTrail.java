package io.jangteo.order;

import io.jangteo.coupon.CouponUse;
import io.jangteo.dataplatform.DeliveryTrail;
import io.jangteo.point.PointEntry;
import io.jangteo.product.StockMovement;
import io.jangteo.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one order caused.
 *
 * @param user who placed it
 * @param events in the order in which they happened
 * @param entries its payment and its refund, oldest first
 * @param coupon the order's coupon, as it is now
 * @param stockMovements the units taken and given back, oldest first
 * @param deliveries the messages about it with every attempt
 */
public record OrderTrail(
        Order order,
        UserName user,
        List<OrderEvent> events,
        List<PointEntry> entries,
        @Nullable CouponUse coupon,
        List<StockMovement> stockMovements,
        List<DeliveryTrail> deliveries) {}
