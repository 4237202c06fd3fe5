package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The PostgreSQL of the tests. */
@Tag("slow")
class PostgresServerTest {
    @Test
    void databases_of_the_shared_server_know_nothing_of_each_other() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        String first = server.newDatabase();
        String second = server.newDatabase();
        execute(server, first, "CREATE TABLE seen (id BIGINT)");
        assertThat(numbers(server, first, "SELECT count(*) FROM seen")).containsExactly(0L);
        assertThatThrownBy(() -> numbers(server, second, "SELECT count(*) FROM seen"))
                .isInstanceOf(SQLException.class);
        server.dropDatabase(first);
        server.dropDatabase(second);
    }

    @Test
    void a_copy_has_what_its_template_had_and_goes_its_own_way() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        String template = server.newDatabase();
        execute(server, template, "CREATE TABLE seen AS SELECT 1::BIGINT AS id");
        String copy = server.newDatabaseFrom(template);
        execute(server, copy, "INSERT INTO seen VALUES (2)");
        assertThat(numbers(server, copy, "SELECT id FROM seen ORDER BY id")).containsExactly(1L, 2L);
        assertThat(numbers(server, template, "SELECT id FROM seen")).containsExactly(1L);
        server.dropDatabase(copy);
        server.dropDatabase(template);
    }

    @Test
    void a_database_is_dropped_under_those_who_are_connected() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        String database = server.newDatabase();
        try (Connection connected = server.connect(database);
                Statement statement = connected.createStatement()) {
            server.dropDatabase(database);
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> server.connect(database)).isInstanceOf(SQLException.class);
    }

    @Test
    void what_was_acknowledged_outlives_a_kill_and_a_stop_on_the_same_port() throws SQLException {
        try (PostgresServer server = PostgresServer.ofItsOwn()) {
            String database = server.newDatabase();
            execute(server, database, "CREATE TABLE seen AS SELECT 1::BIGINT AS id");
            server.kill();
            assertThatThrownBy(() -> server.connect(database)).isInstanceOf(SQLException.class);
            server.start();
            execute(server, database, "INSERT INTO seen VALUES (2)");
            server.stop();
            assertThatThrownBy(() -> server.connect(database)).isInstanceOf(SQLException.class);
            server.start();
            assertThat(numbers(server, database, "SELECT id FROM seen ORDER BY id"))
                    .containsExactly(1L, 2L);
        }
    }

    private static void execute(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Long> numbers(PostgresServer server, String database, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
