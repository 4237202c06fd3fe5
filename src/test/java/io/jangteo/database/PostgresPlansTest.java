package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresPlansTest {
    /** Such a plan serves the foreign keys of a session for as long as nobody looks at the table again. */
    @Test
    void what_a_session_plans_on_a_table_that_was_empty_still_fits_when_it_has_grown() {
        String url = PostgresServer.shared().newDatabase();
        try (Database database = Engines.openPostgres(url, InstantSource.system(), new PrometheusRegistry())) {
            database.run(tx -> tx.handle().execute("ANALYZE"));
            List<String> plan = database.read(
                    handle -> handle.createQuery("EXPLAIN SELECT 1 FROM ONLY shop_order WHERE id = 1 FOR KEY SHARE")
                            .mapTo(String.class)
                            .list());
            assertThat(plan).anyMatch(step -> step.contains("Index Cond"));
        } finally {
            PostgresServer.shared().dropDatabase(url);
        }
    }
}
