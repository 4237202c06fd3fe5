package io.jangteo.ranking;

import java.time.LocalDate;
import java.util.List;

/**
 * The products with most units over three whole business days.
 *
 * @param from the first of the days
 * @param to the last of them, the day before today
 * @param products at most five, the best first
 */
public record PopularProducts(LocalDate from, LocalDate to, List<RankedProduct> products) {}
