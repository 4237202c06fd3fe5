package io.jangteo.administration;

import io.jangteo.database.Database;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Tx;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.web.Change;
import io.jangteo.web.ChangeLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The record of what administration changed. Nothing is ever taken out of it. */
public final class Audit implements ChangeLog {
    private final Database database;
    private final NamedKeys keys;
    private final BusinessDays days;

    public Audit(Database database, NamedKeys keys, BusinessDays days) {
        this.database = database;
        this.keys = keys;
        this.days = days;
    }

    /**
     * Notes a change in its own transaction.
     *
     * @throws io.jangteo.problem.Problem {@code UNAUTHENTICATED} if the key was revoked after the request was admitted:
     *     no change by it commits after its revocation
     */
    @Override
    public void note(Tx tx, Change change) {
        keys.requireStanding(tx, change.key());
        AuditSql.insert(tx.handle(), change, tx.now());
    }

    /**
     * Returns entries, newest first.
     *
     * @param from the first business day, if it is limited
     * @param to the last one, if it is limited
     * @param operation of one call only, if it is given
     */
    public AuditPage list(
            Optional<LocalDate> from, Optional<LocalDate> to, Optional<String> operation, SortedPage page) {
        long start = from.map(day -> days.startOf(day).toEpochMilli()).orElse(0L);
        long end = to.map(day -> days.startOf(day.plusDays(1)).toEpochMilli()).orElse(Long.MAX_VALUE);
        List<KeptEntry> fetched = database.read(handle -> operation
                .map(name -> AuditSql.ofOperation(handle, name, start, end, page))
                .orElseGet(() -> AuditSql.list(handle, start, end, page)));
        return page.of(
                fetched,
                kept -> kept.entry().at().toEpochMilli(),
                KeptEntry::id,
                (kept, next) ->
                        new AuditPage(kept.stream().map(KeptEntry::entry).toList(), next));
    }
}
