package io.jangteo.order;

import io.jangteo.database.Search;
import io.jangteo.schedule.BusinessDays;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which orders the administrator wants to see.
 *
 * @param statuses at least one
 * @param userId of one user, or of all if empty
 * @param search a part of the user's name, or the order's id
 * @param from the first business day on which they were placed, if it is limited
 * @param to the last of these days, if it is limited
 */
public record OrderFilter(
        Set<OrderStatus> statuses,
        Optional<Long> userId,
        Search search,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    /** Whether the orders are found, and sorted, by the time of their placing. */
    boolean isByPlacing() {
        return userId.isEmpty() && search.isEverything() && (from.isPresent() || to.isPresent());
    }

    /** Returns the statuses as a text that has a comma before and after each. */
    String statusText() {
        return statuses.stream().map(OrderStatus::name).collect(Collectors.joining(",", ",", ","));
    }

    /** Returns the first moment, in epoch milliseconds, at which they were placed. */
    long fromMillis(BusinessDays days) {
        return from.map(day -> days.startOf(day).toEpochMilli()).orElse(0L);
    }

    /** Returns the moment, in epoch milliseconds, before which they were placed. */
    long untilMillis(BusinessDays days) {
        return to.map(day -> days.startOf(day.plusDays(1)).toEpochMilli()).orElse(Long.MAX_VALUE);
    }
}
