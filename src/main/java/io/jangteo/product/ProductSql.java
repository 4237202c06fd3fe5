package io.jangteo.product;

import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class ProductSql {
    static final Sql.RowMapper<Product> PRODUCT = row -> new Product(
            row.getLong("id"),
            row.getString("name"),
            row.getLong("price"),
            row.getLong("stock"),
            row.getLong("on_sale") == 1,
            row.getString("reference"));

    private ProductSql() {}

    static Optional<Product> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT * FROM product WHERE id = :id", "id", id).findOne(PRODUCT);
    }

    /** Locks the products in the order of their ids, and returns them; omits ids without a product. */
    static List<Product> lock(Handle handle, Collection<Long> ids) {
        return Sql.of(handle, "SELECT * FROM product WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
                .with("ids", Sql.ids(ids))
                .list(PRODUCT);
    }

    /** Returns the new product; empty, and creates nothing, if another one has the reference. */
    static Optional<Product> insert(Handle handle, NewProduct product, Instant at) {
        return Sql.of(handle, """
                        INSERT INTO product (name, price, stock, reference, created_at)
                        VALUES (:name, :price, :stock, :reference, :at)
                        ON CONFLICT (reference) WHERE reference IS NOT NULL DO NOTHING
                        RETURNING *
                        """, "name", product.name(), "price", product.price(), "stock", product.stock())
                .with("reference", product.reference(), "at", at)
                .findOne(PRODUCT);
    }

    static Optional<Product> ofReference(Handle handle, String reference) {
        return Sql.of(handle, "SELECT * FROM product WHERE reference = :reference", "reference", reference)
                .findOne(PRODUCT);
    }

    /** Returns the changed product; empty, and changes nothing, if it is like that already. */
    static Optional<Product> change(Handle handle, long id, ProductChange change) {
        Integer onSale = change.onSale() == null ? null : change.onSale() ? 1 : 0;
        return Sql.of(handle, """
                        UPDATE product
                        SET name = COALESCE(:name, name), price = COALESCE(:price, price),
                            on_sale = COALESCE(:onSale, on_sale)
                        WHERE id = :id AND (name <> COALESCE(:name, name) OR price <> COALESCE(:price, price)
                            OR on_sale <> COALESCE(:onSale, on_sale))
                        RETURNING *
                        """, "id", id, "name", change.name(), "price", change.price(), "onSale", onSale)
                .findOne(PRODUCT);
    }

    /** Returns the stamp of all names and prices; 0 before their first change. */
    static long stamp(Handle handle) {
        return Sql.of(handle, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'products-stamp'")
                .findOne(row -> row.getLong(1))
                .orElse(0L);
    }

    static void stamp(Handle handle, long stamp) {
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('products-stamp', :stamp)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """, "stamp", Long.toString(stamp)).update();
    }

    /**
     * Returns the product with its new stock; empty, and changes nothing, if the stock would leave the range from 0 to
     * {@code max}.
     */
    static Optional<Product> changeStock(Handle handle, long id, long delta, long max) {
        return Sql.of(handle, """
                        UPDATE product SET stock = stock + :delta
                        WHERE id = :id AND stock + :delta BETWEEN 0 AND :max
                        RETURNING *
                        """, "id", id, "delta", delta, "max", max).findOne(PRODUCT);
    }
}
