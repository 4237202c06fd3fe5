package io.jangteo.coupon;

import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A discount as stored in the columns of {@code coupon}. */
record DiscountColumns(
        String type,
        @Nullable Long amount,
        @Nullable Long percent,
        @Nullable Long maxAmount) {
    private static final String FIXED = "FIXED";
    private static final String PERCENT = "PERCENT";

    static DiscountColumns of(Discount discount) {
        if (discount instanceof Discount.Percent percent) {
            return new DiscountColumns(PERCENT, null, percent.percent(), percent.maxAmount());
        }
        return new DiscountColumns(FIXED, ((Discount.Fixed) discount).amount(), null, null);
    }

    static Discount read(ResultSet row) throws SQLException {
        if (FIXED.equals(row.getString("discount_type"))) {
            return new Discount.Fixed(row.getLong("discount_amount"));
        }
        return new Discount.Percent(row.getLong("discount_percent"), Sql.longOrNull(row, "discount_max_amount"));
    }
}
