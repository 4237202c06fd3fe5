package io.jangteo.product;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The lists of products, each of those that are on sale or of the others. None but those by stocks reads much more than
 * it returns.
 */
final class ProductListSql {
    private static final Sql.RowMapper<ShopProduct> SHOP_PRODUCT = row ->
            new ShopProduct(row.getLong("id"), row.getString("name"), row.getLong("price"), row.getLong("stock"));

    private ProductListSql() {}

    /** Returns the products on sale, for shoppers. */
    static List<ShopProduct> onSale(Handle handle, Search search, Page page) {
        return Sql.of(handle, """
                        SELECT id, name, price, stock FROM product
                        WHERE on_sale = 1 AND id > :after
                            AND CASE WHEN lower(name) LIKE :part ESCAPE '!' THEN 1 ELSE 0 END <> 0
                        ORDER BY id LIMIT :limit
                        """, "after", page.afterOrFirst(), "part", search.pattern(), "limit", page.limitPlusOne())
                .list(SHOP_PRODUCT);
    }

    /** Returns how many of those there are, up to the limit. */
    static long count(Handle handle, boolean onSale, int limit) {
        return Sql.of(handle, """
                        SELECT count(*) FROM (SELECT id FROM product WHERE on_sale = :onSale LIMIT :limit) AS counted
                        """, "onSale", onSale ? 1 : 0, "limit", limit).one(row -> row.getLong(1));
    }

    static List<Product> byId(Handle handle, boolean onSale, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT * FROM product
                        WHERE on_sale = :onSale AND id > :after
                            AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                        ORDER BY id LIMIT :limit
                        """, "onSale", onSale ? 1 : 0, "after", page.idOr(0), "limit", page.limitPlusOne())
                .with("part", search.pattern(), "sought", search.id())
                .list(ProductSql.PRODUCT);
    }

    /** In two parts, as SQLite would otherwise read everything of the last name again. */
    static List<Product> byName(Handle handle, boolean onSale, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT * FROM (
                            SELECT * FROM product WHERE on_sale = :onSale AND name = :name AND id > :after
                                AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                            ORDER BY id LIMIT :limit) AS same
                        UNION ALL
                        SELECT * FROM (
                            SELECT * FROM product WHERE on_sale = :onSale AND name > :name
                                AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                            ORDER BY name, id LIMIT :limit) AS next
                        ORDER BY name, id LIMIT :limit
                        """, "onSale", onSale ? 1 : 0, "name", page.textOr(""), "after", page.idOr(0))
                .with("part", search.pattern(), "sought", search.id(), "limit", page.limitPlusOne())
                .list(ProductSql.PRODUCT);
    }

    /** Reads all of them: an index would cost each line of an order an entry. */
    static List<Product> byStock(Handle handle, boolean onSale, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT * FROM product
                        WHERE on_sale = :onSale AND (stock > :stock OR (stock = :stock AND id > :after))
                            AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                        ORDER BY stock, id LIMIT :limit
                        """, "onSale", onSale ? 1 : 0, "stock", page.numberOr(-1), "after", page.idOr(0))
                .with("part", search.pattern(), "sought", search.id(), "limit", page.limitPlusOne())
                .list(ProductSql.PRODUCT);
    }

    /**
     * Returns products of such a name, on sale or not, no more than the limit; reads those that have its parts of
     * three.
     */
    static List<Product> found(Handle handle, Search search, int limit) {
        if (!search.isIndexed()) {
            return Sql.of(handle, "SELECT * FROM product WHERE lower(name) LIKE :part ESCAPE '!' LIMIT :limit")
                    .with("part", search.pattern(), "limit", limit)
                    .list(ProductSql.PRODUCT);
        }
        if (Engine.of(handle) == Engine.SQLITE) {
            return Sql.of(handle, """
                            SELECT p.* FROM product_name_part CROSS JOIN product p ON p.id = product_name_part.rowid
                            WHERE product_name_part MATCH :words AND lower(p.name) LIKE :part ESCAPE '!' LIMIT :limit
                            """, "words", search.words(), "part", search.pattern(), "limit", limit)
                    .list(ProductSql.PRODUCT);
        }
        return Sql.of(handle, """
                        SELECT * FROM product
                        WHERE name_parts(name) @> CAST(:parts AS TEXT[]) AND lower(name) LIKE :part ESCAPE '!'
                        LIMIT :limit
                        """, "parts", search.parts(), "part", search.pattern(), "limit", limit)
                .list(ProductSql.PRODUCT);
    }

    /** May read all of them, too. */
    static List<SoldOutProduct> soldOut(Handle handle, int limit) {
        return Sql.of(handle, """
                        SELECT id, name FROM product WHERE on_sale = 1 AND stock = 0 ORDER BY id LIMIT :limit
                        """, "limit", limit)
                .list(row -> new SoldOutProduct(row.getLong("id"), row.getString("name")));
    }

    /** Reads all of them, too. */
    static List<LowProduct> low(Handle handle, long stockMax, int limit) {
        return Sql.of(handle, """
                        SELECT id, name, stock FROM product WHERE on_sale = 1 AND stock BETWEEN 1 AND :stockMax
                        ORDER BY stock, id LIMIT :limit
                        """, "stockMax", stockMax, "limit", limit)
                .list(row -> new LowProduct(row.getLong("id"), row.getString("name"), row.getLong("stock")));
    }
}
