package io.jangteo.dataplatform;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of events that the data platform can be told of, in the order in which the documentation names them. */
public enum EventType {
    ORDER_PLACED("order.placed"),
    ORDER_PAID("order.paid"),
    ORDER_CANCELLED("order.cancelled"),
    ORDER_EXPIRED("order.expired"),
    ORDER_REFUNDED("order.refunded"),
    COUPON_ISSUED("coupon.issued"),
    COUPON_SOLD_OUT("coupon.sold-out"),
    COUPON_REVOKED("coupon.revoked"),
    POINTS_CHARGED("points.charged"),
    STOCK_SOLD_OUT("stock.sold-out"),
    STOCK_LOW("stock.low");

    /** Selects every type, also those that later versions add. */
    public static final String ALL = "*";

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** Returns the type of that name. */
    public static Optional<EventType> find(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** Returns the names of all types, for people. */
    public static String list() {
        return Arrays.stream(values()).map(EventType::toString).collect(Collectors.joining(", "));
    }

    /** Returns the selection in its one spelling: each name once, in order, with {@code order.paid}, or {@code *}. */
    public static List<String> canonical(List<String> names) {
        return names.contains(ALL)
                ? List.of(ALL)
                : selectedBy(names).stream().map(EventType::toString).toList();
    }

    /** Returns the types that the names select; payments are always among them. */
    public static Set<EventType> selectedBy(List<String> names) {
        EnumSet<EventType> types = names.contains(ALL) ? EnumSet.allOf(EventType.class) : EnumSet.of(ORDER_PAID);
        names.forEach(name -> find(name).ifPresent(types::add));
        return Collections.unmodifiableSet(types);
    }

    /** Returns the name, as messages and settings have it. */
    @Override
    public String toString() {
        return text;
    }
}
