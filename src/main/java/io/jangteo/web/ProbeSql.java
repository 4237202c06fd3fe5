package io.jangteo.web;

import io.jangteo.database.Tx;

/** The statement that a probe of the server's readiness commits. */
final class ProbeSql {
    private ProbeSql() {}

    /** Changes a row of its own: SQLite writes and flushes nothing for a row that stays as it is. */
    static int countProbe(Tx tx) {
        return tx.handle().createUpdate("""
                        INSERT INTO setting (name, value) VALUES ('readiness-probes', '1')
                        ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT)
                        """).execute();
    }
}
