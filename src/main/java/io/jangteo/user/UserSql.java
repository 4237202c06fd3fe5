package io.jangteo.user;

import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

final class UserSql {
    private static final RowMapper<User> USER =
            (row, context) -> new User(row.getLong("id"), row.getString("name"), row.getLong("point"));

    private UserSql() {}

    static Optional<User> find(Handle handle, long id) {
        return handle.createQuery("SELECT id, name, point FROM shop_user WHERE id = :id")
                .bind("id", id)
                .map(USER)
                .findOne();
    }

    /** The balance of a moment that has passed is what the last entry until then left. */
    static Optional<User> find(Handle handle, long id, AsOf asOf) {
        if (!asOf.isPast()) {
            return find(handle, id);
        }
        return handle.createQuery("""
                        SELECT id, name, coalesce(
                            (SELECT e.balance_after FROM point_entry e WHERE e.user_id = u.id AND e.at <= :at
                             ORDER BY e.id DESC LIMIT 1), 0) AS point
                        FROM shop_user u WHERE id = :id AND created_at <= :at
                        """)
                .bind("id", id)
                .bind("at", asOf.millis())
                .map(USER)
                .findOne();
    }

    static List<User> list(Handle handle, Page page) {
        return handle.createQuery("SELECT id, name, point FROM shop_user WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", page.afterOrFirst())
                .bind("limit", page.limitPlusOne())
                .map(USER)
                .list();
    }

    static User insert(Handle handle, String name, long pointMax, long at) {
        return handle.createQuery("""
                        INSERT INTO shop_user (name, point_max, created_at) VALUES (:name, :pointMax, :at)
                        RETURNING id, name, point
                        """)
                .bind("name", name)
                .bind("pointMax", pointMax)
                .bind("at", at)
                .map(USER)
                .one();
    }

    /** Nobody's balance is cut: who holds more than the limit keeps it, and can charge no more. */
    static void changePointMax(Handle handle, long pointMax) {
        handle.createUpdate("""
                        UPDATE shop_user
                        SET point_max = CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        WHERE point_max <> CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        """).bind("pointMax", pointMax).execute();
    }
}
