package io.jangteo.ranking;

import java.time.LocalDate;
import java.util.List;

/**
 * What was sold on a business day, less refunds.
 *
 * @param orders how many paid orders
 * @param units of all products in them
 * @param amount points taken for them
 * @param computed whether the statistics of this day are stored
 * @param products those with most units first, equal ones by id, at most {@value Sales#PRODUCTS_MAX}
 */
public record SalesDay(
        LocalDate date, long orders, long units, long amount, boolean computed, List<SoldProduct> products) {}
