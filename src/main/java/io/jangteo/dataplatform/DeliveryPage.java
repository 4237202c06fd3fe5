package io.jangteo.dataplatform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list of deliveries, newest first. */
public record DeliveryPage(
        List<Delivery> deliveries, @Nullable String nextCursor) {}
