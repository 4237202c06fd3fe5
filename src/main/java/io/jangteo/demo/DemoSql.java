package io.jangteo.demo;

import org.jdbi.v3.core.Handle;

final class DemoSql {
    private DemoSql() {}

    /** Holds a row until the commit, so that of several servers that start at once only one finds the shop empty. */
    static void takeTurn(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO setting (name, value) VALUES ('demo', 'asked for')
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).execute();
    }

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("""
                        SELECT 1 WHERE EXISTS (SELECT 1 FROM shop_user) OR EXISTS (SELECT 1 FROM product)
                        OR EXISTS (SELECT 1 FROM coupon)
                        """).mapTo(Long.class).findOne().isEmpty();
    }
}
