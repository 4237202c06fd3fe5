package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Outboxes;
import io.jangteo.books.Books;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.PostgresSnapshot;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The books of a PostgreSQL database on the command line. */
class VerifyDatabaseTest {
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final long LIMIT = 1_000_000;

    private final String url = SERVER.newDatabase();

    @BeforeEach
    void fill() {
        try (PostgresDatabase database = open()) {
            Users users = new Users(database, LIMIT);
            Points points = new Points(database, users, Outboxes.NONE, new PointLimits(1, LIMIT, LIMIT));
            database.run(tx ->
                    points.charge(tx, users.create(tx, new NewUser("김하나", null)).id(), 5_000));
        }
    }

    @AfterEach
    void drop() {
        SERVER.dropDatabase(url);
    }

    @Test
    void a_database_that_balances_is_verified_while_a_server_runs() throws Exception {
        try (PostgresDatabase ignored = open()) {
            CommandRun run = verify();
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.json().path("balanced").booleanValue()).isTrue();
            assertThat(run.json().path("checks"))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(check -> assertThat(check.path("violations")).isEmpty());
            assertThat(run.json().at("/checks/0/checked").intValue()).isEqualTo(1);
        }
    }

    @Test
    void a_database_that_does_not_balance_is_told_by_the_exit_status() throws Exception {
        execute("UPDATE shop_user SET point = 1");
        CommandRun run = verify();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.json().path("balanced").booleanValue()).isFalse();
    }

    @Test
    void all_threads_see_the_one_snapshot_that_was_there_at_the_start() throws Exception {
        PostgresSettings settings = new PostgresSettings(url, SERVER.password());
        try (PostgresSnapshot snapshot = PostgresSnapshot.open(settings, 3)) {
            execute("UPDATE shop_user SET point = 1");
            assertThat(new Books(snapshot).run().report(3).balanced()).isTrue();
        }
        assertThat(verify().status()).isEqualTo(1);
    }

    @Test
    void a_schema_of_another_version_is_refused() throws Exception {
        execute("INSERT INTO schema_migration VALUES (999, '0999-future.sql', '', 0)");
        assertRefused("was made by a newer version of Jangteo");
        execute("DELETE FROM schema_migration WHERE version > 11");
        assertRefused("was made by an older version of Jangteo: start a server on it once");
        execute("UPDATE schema_migration SET checksum = '' WHERE version = 3");
        assertRefused("the content of its 0003-coupons.sql is different");
        execute("DROP TABLE schema_migration");
        assertRefused("There is no shop in the database");
    }

    @Test
    void a_server_that_is_not_there_is_said_in_one_line() {
        CommandRun run = CommandRun.of("verify", "--database", "jdbc:postgresql://127.0.0.1:1/shop?user=nobody");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("Cannot use the database", "refused");
    }

    @Test
    void a_directory_and_a_database_are_not_verified_at_once() {
        CommandRun both = CommandRun.of("verify", "--data", "here", "--database", url);
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("--data here: not together with --database");
        CommandRun flagAndVariable = CommandRun.in(Map.of("JANGTEO_DATABASE", url), "verify", "--data", "here");
        assertThat(flagAndVariable.err()).contains("--data here: not together with JANGTEO_DATABASE");
        CommandRun withPassword =
                CommandRun.of("verify", "--database", "jdbc:postgresql://127.0.0.1/shop?password=hush");
        assertThat(withPassword.status()).isEqualTo(2);
        assertThat(withPassword.err()).contains("JANGTEO_DATABASE_PASSWORD").doesNotContain("hush");
    }

    @Test
    void in_the_environment_of_a_server_its_database_is_verified_and_not_its_journal() {
        CommandRun run = CommandRun.in(
                Map.of(
                        "JANGTEO_DATA",
                        "nowhere",
                        "JANGTEO_DATABASE",
                        url,
                        "JANGTEO_DATABASE_PASSWORD",
                        String.valueOf(SERVER.password())),
                "verify");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private CommandRun verify() {
        return CommandRun.withPassword(SERVER.password(), "verify", "--database", url);
    }

    private void assertRefused(String reason) {
        CommandRun run = verify();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("jangteo: ")
                .contains(reason);
    }

    private PostgresDatabase open() {
        PostgresSettings settings = new PostgresSettings(url, SERVER.password(), 2, Duration.ofSeconds(3), 16, 16);
        return PostgresDatabase.open(settings, InstantSource.system(), new PrometheusRegistry());
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = SERVER.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
