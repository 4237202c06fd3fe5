package io.jangteo.user;

import io.jangteo.database.AsOf;
import io.jangteo.database.Engine;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class UserSql {
    private static final Sql.RowMapper<User> USER =
            row -> new User(row.getLong("id"), row.getString("name"), row.getLong("point"), row.getString("reference"));

    private UserSql() {}

    static Optional<User> find(Handle handle, long id) {
        return Sql.of(handle, "SELECT id, name, point, reference FROM shop_user WHERE id = :id", "id", id)
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
                            (SELECT SUM(e.amount) FROM point_entry e WHERE e.user_id = u.id AND e.at > :at), 0) AS point,
                            reference
                        FROM shop_user u WHERE id = :id AND created_at <= :at
                        """, "id", id, "at", asOf.millis()).findOne(USER);
    }

    static Optional<User> ofReference(Handle handle, String reference) {
        return Sql.of(handle, "SELECT id, name, point, reference FROM shop_user WHERE reference = :reference")
                .with("reference", reference)
                .findOne(USER);
    }

    static List<User> byId(Handle handle, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT id, name, point, reference FROM shop_user
                        WHERE id > :after
                            AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                        ORDER BY id LIMIT :limit
                        """, "after", page.idOr(0), "limit", page.limitPlusOne())
                .with("part", search.pattern(), "sought", search.id())
                .list(USER);
    }

    /** In two parts, as SQLite would otherwise read everybody of the last name again. */
    static List<User> byName(Handle handle, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT * FROM (
                            SELECT id, name, point, reference FROM shop_user WHERE name = :name AND id > :after
                                AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                            ORDER BY id LIMIT :limit) AS same
                        UNION ALL
                        SELECT * FROM (
                            SELECT id, name, point, reference FROM shop_user WHERE name > :name
                                AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                            ORDER BY name, id LIMIT :limit) AS next
                        ORDER BY name, id LIMIT :limit
                        """, "name", page.textOr(""), "after", page.idOr(0), "limit", page.limitPlusOne())
                .with("part", search.pattern(), "sought", search.id())
                .list(USER);
    }

    /** Reads everybody: an index would cost each charge and payment an entry. */
    static List<User> byMostPoints(Handle handle, Search search, SortedPage page) {
        return Sql.of(handle, """
                        SELECT id, name, point, reference FROM shop_user
                        WHERE (point < :point OR (point = :point AND id < :before))
                            AND CASE WHEN lower(name) LIKE :part ESCAPE '!' OR id = :sought THEN 1 ELSE 0 END <> 0
                        ORDER BY point DESC, id DESC LIMIT :limit
                        """, "point", page.numberOr(Long.MAX_VALUE), "before", page.idOr(Long.MAX_VALUE))
                .with("part", search.pattern(), "sought", search.id(), "limit", page.limitPlusOne())
                .list(USER);
    }

    /**
     * Returns users of such a name, no more than the limit; reads those who have its parts of three characters, or all
     * if it has none.
     */
    static List<User> found(Handle handle, Search search, int limit) {
        if (!search.isIndexed()) {
            return Sql.of(handle, """
                            SELECT id, name, point, reference FROM shop_user
                            WHERE lower(name) LIKE :part ESCAPE '!' LIMIT :limit
                            """, "part", search.pattern(), "limit", limit).list(USER);
        }
        if (Engine.of(handle) == Engine.SQLITE) {
            return Sql.of(handle, """
                            SELECT u.id, u.name, u.point, u.reference
                            FROM user_name_part CROSS JOIN shop_user u ON u.id = user_name_part.rowid
                            WHERE user_name_part MATCH :words AND lower(u.name) LIKE :part ESCAPE '!' LIMIT :limit
                            """, "words", search.words(), "part", search.pattern(), "limit", limit)
                    .list(USER);
        }
        return Sql.of(handle, """
                        SELECT id, name, point, reference FROM shop_user
                        WHERE name_parts(name) @> CAST(:parts AS TEXT[]) AND lower(name) LIKE :part ESCAPE '!'
                        LIMIT :limit
                        """, "parts", search.parts(), "part", search.pattern(), "limit", limit)
                .list(USER);
    }

    /** Returns the ids of users of such a name, no more than the limit; may read every name. */
    static List<Long> scanned(Handle handle, Search search, int limit) {
        return Sql.of(handle, "SELECT id FROM shop_user WHERE lower(name) LIKE :part ESCAPE '!' LIMIT :limit")
                .with("part", search.pattern(), "limit", limit)
                .list(row -> row.getLong(1));
    }

    /** Returns how many there are, up to the limit. */
    static long count(Handle handle, int limit) {
        return Sql.of(handle, "SELECT count(*) FROM (SELECT id FROM shop_user LIMIT :limit) AS counted", "limit", limit)
                .one(row -> row.getLong(1));
    }

    /** Returns the names of those users, by id. */
    static List<UserName> names(Handle handle, Collection<Long> ids) {
        return Sql.of(handle, "SELECT id, name FROM shop_user WHERE id = ANY(:ids) ORDER BY id", "ids", Sql.ids(ids))
                .list(row -> new UserName(row.getLong("id"), row.getString("name")));
    }

    /** Returns when the user was created. */
    static Instant createdAt(Handle handle, long id) {
        return Sql.of(handle, "SELECT created_at FROM shop_user WHERE id = :id", "id", id)
                .one(row -> Sql.instant(row, "created_at"));
    }

    /** Returns the new user; empty, and creates nobody, if another one has the reference. */
    static Optional<User> insert(Handle handle, NewUser user, long pointMax, Instant at) {
        return Sql.of(handle, """
                        INSERT INTO shop_user (name, point_max, reference, created_at)
                        VALUES (:name, :pointMax, :reference, :at)
                        ON CONFLICT (reference) WHERE reference IS NOT NULL DO NOTHING
                        RETURNING id, name, point, reference
                        """, "name", user.name(), "reference", user.reference(), "pointMax", pointMax, "at", at)
                .findOne(USER);
    }

    /** Returns the changed user; empty, and changes nothing, if the name is that already. */
    static Optional<User> change(Handle handle, long id, String name) {
        return Sql.of(handle, """
                        UPDATE shop_user SET name = :name WHERE id = :id AND name <> :name
                        RETURNING id, name, point, reference
                        """, "id", id, "name", name).findOne(USER);
    }

    /** Cuts no balance: a user above the limit keeps it, but can charge no more. */
    static void changePointMax(Handle handle, long pointMax) {
        Sql.of(handle, """
                        UPDATE shop_user
                        SET point_max = CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        WHERE point_max <> CASE WHEN point > :pointMax THEN point ELSE :pointMax END
                        """, "pointMax", pointMax).update();
    }

    /** Removes a user, unless there is anything of the user. */
    static int removeUnused(Handle handle, long id) {
        return Sql.of(handle, """
                        DELETE FROM shop_user WHERE id = :id
                        AND NOT EXISTS (SELECT 1 FROM point_entry WHERE user_id = :id)
                        AND NOT EXISTS (SELECT 1 FROM issued_coupon WHERE user_id = :id)
                        AND NOT EXISTS (SELECT 1 FROM shop_order WHERE user_id = :id)
                        """, "id", id).update();
    }
}
