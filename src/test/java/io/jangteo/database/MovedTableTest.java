package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.cluster.PostgresServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of what a move copies, held against the schema of both engines. */
class MovedTableTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    private final String url = SERVER.newDatabase();
    private final PostgresSettings settings = new PostgresSettings(url, SERVER.password());
    private SqliteConnection sqlite;
    private PostgresConnection postgres;

    @BeforeEach
    void migrate() {
        sqlite = SqliteConnection.inMemory();
        Migrations.bringTo(Migrations.FILES.size(), sqlite, InstantSource.system());
        PostgresMigrations.run(settings, InstantSource.system());
        postgres = PostgresConnection.forLong(settings);
    }

    @AfterEach
    void close() {
        sqlite.close();
        postgres.close();
        SERVER.dropDatabase(url);
    }

    @Test
    void every_table_moves_but_the_settings_and_the_migrations() {
        List<String> moved =
                new ArrayList<>(MovedTable.ALL.stream().map(MovedTable::name).toList());
        moved.addAll(List.of("setting", "schema_migration"));
        assertThat(moved)
                .containsExactlyInAnyOrderElementsOf(strings(
                        sqlite.handle(),
                        "SELECT name FROM sqlite_schema WHERE type = 'table'" + " AND name NOT LIKE '%_name_part%'"));
        assertThat(moved)
                .containsExactlyInAnyOrderElementsOf(strings(
                        postgres.handle(),
                        "SELECT relname FROM pg_class WHERE relkind = 'r'"
                                + " AND relnamespace = current_schema()::regnamespace"));
    }

    @Test
    void a_table_comes_after_those_that_it_refers_to_and_is_ordered_by_its_key() {
        List<String> before = new ArrayList<>();
        for (MovedTable table : MovedTable.ALL) {
            assertThat(before)
                    .as(table.name())
                    .containsAll(strings(
                            sqlite.handle(),
                            "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('" + table.name() + "')"));
            before.add(table.name());
            assertThat(strings(
                            postgres.handle(),
                            "SELECT array_agg(attname ORDER BY array_position(indkey::int2[], attnum))::text FROM pg_index"
                                    + " JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
                                    + " WHERE indisunique AND indpred IS NULL AND indrelid = '" + table.name()
                                    + "'::regclass GROUP BY indexrelid"))
                    .as(table.name())
                    .contains("{" + String.join(",", table.key()) + "}");
        }
    }

    @Test
    void both_engines_have_the_same_columns() {
        for (MovedTable table : MovedTable.ALL) {
            assertThat(new TreeSet<>(MoveSql.columns(postgres.handle(), table)))
                    .isEqualTo(new TreeSet<>(MoveSql.columns(sqlite.handle(), table)));
        }
    }

    private static List<String> strings(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).list();
    }
}
