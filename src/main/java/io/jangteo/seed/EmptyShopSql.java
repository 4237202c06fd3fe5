package io.jangteo.seed;

import io.jangteo.database.Sql;
import org.jdbi.v3.core.Handle;

final class EmptyShopSql {
    private EmptyShopSql() {}

    /** Locks a row until the commit, so that only one of several starting servers finds the shop empty. */
    static void takeTurn(Handle handle) {
        Sql.of(handle, """
                        INSERT INTO setting (name, value) VALUES ('demo', 'asked for')
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).update();
    }

    static boolean isEmpty(Handle handle) {
        return Sql.of(handle, """
                        SELECT 1 WHERE EXISTS (SELECT 1 FROM shop_user) OR EXISTS (SELECT 1 FROM product)
                        OR EXISTS (SELECT 1 FROM coupon)
                        """).findOne(row -> row.getLong(1)).isEmpty();
    }
}
