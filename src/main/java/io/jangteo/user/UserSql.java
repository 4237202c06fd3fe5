package io.jangteo.user;

import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class UserSql {
    private static final Sql.RowMapper<User> USER =
            row -> new User(row.getLong("id"), row.getString("name"), row.getLong("point"));

    private UserSql() {}

    static Optional<User> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT id, name, point FROM shop_user WHERE id = :id", "id", id)
                .findOne(USER);
    }

    /**
     * Takes back what came after that moment. The last entry up to the moment would not do: entries of several servers
     * are numbered in another order than that of their times.
     */
    static Optional<User> find(Handle handle, long id, AsOf asOf) {
        if (!asOf.isPast()) {
            return find(handle, id);
        }
        return Sql.of(handle, """
                        SELECT id, name, point - coalesce(
                            (SELECT SUM(e.amount) FROM point_entry e WHERE e.user_id = u.id AND e.at > :at), 0) AS point
                        FROM shop_user u WHERE id = :id AND created_at <= :at
                        """, "id", id, "at", asOf.millis()).findOne(USER);
    }

    static List<User> list(Handle handle, Page page) {
        return Sql.of(handle, "SELECT id, name, point FROM shop_user WHERE id > :after ORDER BY id LIMIT :limit")
                .with("after", page.afterOrFirst(), "limit", page.limitPlusOne())
                .list(USER);
    }

    static User insert(Handle handle, String name, long pointMax, Instant at) {
        return Sql.of(handle, """
                        INSERT INTO shop_user (name, point_max, created_at) VALUES (:name, :pointMax, :at)
                        RETURNING id, name, point
                        """, "name", name, "pointMax", pointMax, "at", at).one(USER);
    }

    /** Cuts no balance: a user above the limit keeps it, but can charge no more. */
    static void changePointMax(Handle handle, long pointMax) {
        Sql.of(handle, """
                        UPDATE shop_user
                        SET point_max = CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        WHERE point_max <> CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        """, "pointMax", pointMax).update();
    }
}
