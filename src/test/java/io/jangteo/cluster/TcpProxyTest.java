package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** The proxy before a real PostgreSQL and a real Redis. */
class TcpProxyTest {
    private static final PostgresServer POSTGRES = PostgresServer.shared();
    /** After so many uses the driver no longer sends a statement's text. */
    private static final int COMMITS_BEFORE = 10;

    private static RedisServer redis;
    private static String database;

    private TcpProxy postgresProxy;
    private TcpProxy redisProxy;

    @BeforeAll
    static void start() throws SQLException {
        redis = RedisServer.open();
        database = POSTGRES.newDatabase();
        try (Connection connection = POSTGRES.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE seen (id BIGINT)");
        }
    }

    @AfterAll
    static void stop() {
        POSTGRES.dropDatabase(database);
        redis.close();
    }

    @BeforeEach
    void stand() {
        postgresProxy = TcpProxy.beforePostgres(database);
        redisProxy = TcpProxy.before(redis.address());
    }

    @AfterEach
    void leave() {
        postgresProxy.close();
        redisProxy.close();
    }

    @Test
    void a_cut_before_the_commit_leaves_nothing() throws SQLException {
        assertThat(rowsAfterBrokenCommit(() -> postgresProxy.cutBefore("COMMIT")))
                .isZero();
    }

    @Test
    void a_cut_after_the_commit_leaves_the_row_that_its_client_knows_nothing_of() throws SQLException {
        assertThat(rowsAfterBrokenCommit(() -> postgresProxy.cutAfter("COMMIT")))
                .isEqualTo(1);
    }

    @Test
    void a_cut_during_the_commit_breaks_it() throws SQLException {
        assertThat(rowsAfterBrokenCommit(() -> postgresProxy.cutDuring("COMMIT")))
                .isBetween(0L, 1L);
    }

    @Test
    void a_cut_after_what_is_sent_with_other_things_waits_for_the_whole_answer() throws SQLException {
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE SEQUENCE asked");
            connection.commit();
            postgresProxy.cutAfter("nextval");
            // Sent together with BEGIN, which is answered first. No transaction takes a number back.
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(0.1), nextval('asked')"))
                    .isInstanceOf(SQLException.class);
            assertThat(number("SELECT last_value FROM asked WHERE is_called")).isEqualTo(1);
        }
    }

    @Test
    void a_cut_is_made_once_and_forgotten_when_the_proxy_behaves_again() throws SQLException {
        rowsAfterBrokenCommit(() -> postgresProxy.cutBefore("COMMIT"));
        postgresProxy.cutBefore("COMMIT");
        postgresProxy.behave();
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database))) {
            connection.setAutoCommit(false);
            insert(connection);
            connection.commit();
        }
        assertThat(postgresProxy.cuts()).isEqualTo(1);
    }

    @Test
    void connections_that_are_there_can_be_cut_and_new_ones_refused() throws SQLException {
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database))) {
            postgresProxy.refuse();
            insert(connection);
            assertThatThrownBy(() -> POSTGRES.connect(postgresProxy.in(database)))
                    .isInstanceOf(SQLException.class);
            postgresProxy.cut();
            assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
        }
        postgresProxy.allow();
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database))) {
            insert(connection);
        }
        Awaitility.await().until(() -> postgresProxy.connections() == 0);
    }

    @Test
    void an_answer_is_held_up_on_both_ways() {
        try (Jedis client = throughProxy()) {
            client.set("key", "1");
            Duration each = Duration.ofMillis(50);
            redisProxy.delay(each);
            long before = System.nanoTime();
            assertThat(client.get("key")).isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(each.multipliedBy(2));
        }
    }

    @Test
    void rubbish_is_no_answer_of_redis() {
        redisProxy.answerRubbish();
        assertThatThrownBy(() -> {
                    try (Jedis client = throughProxy()) {
                        client.get("key");
                    }
                })
                .isInstanceOf(JedisException.class);
        redisProxy.behave();
        try (Jedis client = throughProxy()) {
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void rubbish_is_no_answer_of_postgresql() throws SQLException {
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database))) {
            postgresProxy.answerRubbish();
            assertThatThrownBy(() -> insert(connection)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> POSTGRES.connect(postgresProxy.in(database)))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void text_is_found_once_and_also_where_it_comes_in_two_parts() {
        SaidInBytes said = new SaidInBytes();
        said.hear("a COM".getBytes(), 5);
        assertThat(said.contains("COMMIT")).isFalse();
        said.hear("MIT b".getBytes(), 5);
        assertThat(said.contains("COMMIT")).isTrue();
        said.hear(" c".getBytes(), 2);
        assertThat(said.contains("COMMIT")).isFalse();
    }

    @Test
    void connections_go_to_each_server_in_turn_past_one_that_is_not_there() {
        try (RedisServer other = RedisServer.open();
                TcpProxy both = TcpProxy.before(
                        Ports.free(), List.of(URI.create(redis.address()), URI.create(other.address())))) {
            assertThat(runs(both)).hasSize(2);
            other.kill();
            assertThat(runs(both)).hasSize(1);
        }
    }

    /** Commits often, then once with the cut; returns how many rows of that last transaction there are. */
    private long rowsAfterBrokenCommit(Runnable cut) throws SQLException {
        try (Connection connection = POSTGRES.connect(postgresProxy.in(database))) {
            connection.setAutoCommit(false);
            for (int i = 0; i < COMMITS_BEFORE; i++) {
                insert(connection);
                connection.commit();
            }
            long before = count();
            insert(connection);
            cut.run();
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThat(postgresProxy.cuts()).isEqualTo(1);
            return count() - before;
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO seen VALUES (1)");
        }
    }

    private static long count() throws SQLException {
        return number("SELECT count(*) FROM seen");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = POSTGRES.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Jedis throughProxy() {
        return client(redisProxy.in(redis.address()));
    }

    private static Jedis client(String address) {
        return new Jedis(
                HostAndPort.from(address.substring("redis://".length())),
                DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).build());
    }

    /** Returns the runs of Redis that two connections in a row reach. */
    private static Set<String> runs(TcpProxy proxy) {
        Set<String> runs = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            try (Jedis client = client(proxy.in("redis://any"))) {
                runs.add(client.info("server")
                        .lines()
                        .filter(line -> line.startsWith("run_id:"))
                        .findFirst()
                        .orElseThrow());
            }
        }
        return runs;
    }
}
