package io.jangteo.web;

import io.jangteo.database.Sql;
import io.jangteo.database.Tx;

/** The statement that a readiness probe commits. */
final class ProbeSql {
    private ProbeSql() {}

    /** Updates a row of its own with a new value: SQLite writes and flushes nothing for an unchanged row. */
    static int countProbe(Tx tx) {
        return Sql.of(tx.handle(), """
                        INSERT INTO setting (name, value) VALUES ('readiness-probes', '1')
                        ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT)
                        """).update();
    }
}
