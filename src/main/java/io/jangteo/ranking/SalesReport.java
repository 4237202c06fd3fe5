package io.jangteo.ranking;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;
import java.util.List;

/** The sales of several business days, the latest first. */
@JsonTypeName("SalesDays")
public record SalesReport(List<Day> days) {

    /**
     * The sales of a business day, less refunds.
     *
     * @param orders the number of paid orders
     * @param units of all products in them
     * @param amount points taken for them
     * @param computed whether the statistics of this day are stored
     * @param products those with most units first, equal ones by id, at most {@value SalesReports#PRODUCTS_MAX}
     */
    @JsonTypeName("SalesDay")
    public record Day(LocalDate date, long orders, long units, long amount, boolean computed, List<Product> products) {}

    /** A product's units sold on a day, with its current name. */
    @JsonTypeName("SoldProduct")
    public record Product(long productId, String name, long units) {}
}
