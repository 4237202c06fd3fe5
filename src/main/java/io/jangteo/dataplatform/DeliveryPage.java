package io.jangteo.dataplatform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the list of deliveries, newest first. */
public record DeliveryPage(
        List<Delivery> deliveries, @Nullable String nextCursor) {}
