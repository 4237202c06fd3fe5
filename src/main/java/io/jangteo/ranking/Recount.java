package io.jangteo.ranking;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;

/**
 * A business day whose sales were counted from the orders.
 *
 * @param products how many different products were sold
 * @param units how many units of them in all
 */
@JsonTypeName("ComputedDay")
public record Recount(LocalDate date, long products, long units) {}
