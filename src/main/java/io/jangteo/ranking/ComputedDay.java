package io.jangteo.ranking;

import java.time.LocalDate;

/**
 * A business day whose sales were counted from the orders.
 *
 * @param products how many different products were sold
 * @param units how many units of them in all
 */
public record ComputedDay(LocalDate date, long products, long units) {}
