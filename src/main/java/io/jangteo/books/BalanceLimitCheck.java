package io.jangteo.books;

import io.jangteo.database.DatabaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The limit stands in every row. It is another one for those alone who held more when it was lowered: the balance that
 * they had then, which one of their entries left. So the shop's limit is that of the first of the others; where there is
 * none, nobody can say.
 */
final class BalanceLimitCheck implements Check {
    private static final SumsSql SUMS =
            new SumsSql(PointChecksSql.USERS_WITH_ENTRIES, Map.of("held", Facts.Merge.SUM), """
            SELECT u.id, u.point_max,
                CASE WHEN COALESCE(:own, u.point_max) = :shop THEN 0 ELSE (
                    SELECT COUNT(*)
                    FROM point_entry e
                    WHERE e.user_id = u.id AND e.id > :from AND e.id <= :until AND e.id <= :bound
                        AND e.balance_after = COALESCE(:own, u.point_max))
                END AS held
            FROM shop_user u
            WHERE u.id > :after AND u.id <= :to
            ORDER BY u.id
            """);

    @Override
    public String name() {
        return "balance-limit-is-the-shops";
    }

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        Place last = place == null ? Place.FIRST : ((Place) place).in(handle);
        Findings findings = new Findings(last.limit);
        SumsSql.Place next = SUMS.next(
                handle,
                last.sums,
                rows,
                query -> query.bind("shop", last.limit).bind("own", last.own()),
                findings::add);
        return new Piece(
                findings.checked,
                findings.violations,
                next.span().isLast() ? null : new Place(next, findings.limit, DatabaseId.of(handle)));
    }

    private static final class Findings {
        private final List<String> violations = new ArrayList<>();
        private @Nullable Long limit;
        private long checked;

        private Findings(@Nullable Long limit) {
            this.limit = limit;
        }

        private void add(Facts facts) {
            checked++;
            long own = facts.number("point_max");
            if (facts.number("held") > 0) {
                return;
            }
            if (limit == null) {
                limit = own;
            } else if (own != limit && violations.size() < CheckSql.VIOLATIONS_MAX) {
                violations.add("user " + facts.id() + ": may hold " + own + " and never did, others may hold " + limit);
            }
        }
    }

    /**
     * Where a piece ended.
     *
     * @param limit the shop's, once it is known
     * @param databaseId of the shop that this is true of
     */
    private record Place(
            SumsSql.@Nullable Place sums, @Nullable Long limit, String databaseId) {
        private static final Place FIRST = new Place(null, null, "");

        private Place in(Handle handle) {
            return DatabaseId.of(handle).equals(databaseId) ? this : FIRST;
        }

        /** What the user may hold whose entries go on; it may have been changed since the first of them were looked at. */
        private @Nullable Long own() {
            return sums == null || sums.kept().isEmpty()
                    ? null
                    : sums.kept().values().iterator().next().number("point_max");
        }
    }
}
