package io.jangteo.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list of orders, newest first. */
public record OrderPage(List<Order> orders, @Nullable String nextCursor) {}
