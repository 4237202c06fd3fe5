package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.product.Product;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Reports the sales of today and the days before, counted from the orders rather than the stored statistics. */
public final class SalesReports {
    static final int DAYS_DEFAULT = 7;
    /** A month; each day is counted anew for every answer. */
    static final int DAYS_MAX = 31;
    /** The number of products listed for a day; its sums include all. */
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
     * Returns today and the days before it, all from one snapshot.
     *
     * @param count the number of days, 1 to {@value #DAYS_MAX}
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
                        each.productId(),
                        Objects.requireNonNull(found.get(each.productId())).name(),
                        each.units()))
                .toList();
    }
}
