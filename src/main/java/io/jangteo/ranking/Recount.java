package io.jangteo.ranking;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;

/**
 * A business day whose sales were counted from the orders.
 *
 * @param products the number of different products sold
 * @param units the number of units sold in all
 */
@JsonTypeName("ComputedDay")
public record Recount(LocalDate date, long products, long units) {}
