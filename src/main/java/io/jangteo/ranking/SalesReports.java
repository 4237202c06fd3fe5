package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.product.Product;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** What the shop sold today and on the days before, counted from the orders, whatever the stored statistics say. */
public final class SalesReports {
    static final int DAYS_DEFAULT = 7;
    /** A month; each day is counted anew for every answer. */
    static final int DAYS_MAX = 31;
    /** How many products of a day are listed; its sums are of all. */
    static final int PRODUCTS_MAX = 100;

    private final Database database;
    private final DailySales dailySales;
    private final Products products;
    private final BusinessDays days;
    private final InstantSource clock;

    public SalesReports(
            Database database, DailySales dailySales, Products products, BusinessDays days, InstantSource clock) {
        this.database = database;
        this.dailySales = dailySales;
        this.products = products;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Today and the days before it, all as one snapshot sees them.
     *
     * @param count how many days, 1 to {@value #DAYS_MAX}
     */
    public SalesReport last(int count) {
        LocalDate today = days.dayOf(clock.instant());
        return database.read(handle -> new SalesReport(IntStream.range(0, count)
                .mapToObj(back -> day(handle, today.minusDays(back)))
                .toList()));
    }

    private SalesReport.Day day(Handle handle, LocalDate day) {
        SalesSql.PaidOrders paid = SalesSql.paidOrders(handle, day);
        List<SalesSql.SoldUnits> units = SalesSql.units(handle, day);
        return new SalesReport.Day(
                day,
                paid.orders(),
                units.stream().mapToLong(SalesSql.SoldUnits::units).sum(),
                paid.amount(),
                dailySales.isComputed(handle, day),
                listed(handle, units));
    }

    private List<SalesReport.Product> listed(Handle handle, List<SalesSql.SoldUnits> units) {
        List<SalesSql.SoldUnits> most = units.stream().limit(PRODUCTS_MAX).toList();
        Map<Long, Product> found = products.find(
                handle, most.stream().map(SalesSql.SoldUnits::productId).toList());
        return most.stream()
                .map(each -> new SalesReport.Product(
                        each.productId(), found.get(each.productId()).name(), each.units()))
                .toList();
    }
}
