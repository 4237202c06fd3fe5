package io.jangteo.bench;

import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.user.UserSort;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long the first page of users with a part of a name takes in a shop of a million, on both engines. */
public final class SearchBench {
    private static final int USERS = 1_000_000;
    private static final int TIMES = 5;
    private static final int PAGE = 50;

    /** Three syllables of 20, 400 and 400 kinds; every tenth name has a number behind it. */
    private static final String FILL = """
            INSERT INTO shop_user (name, point_max, created_at)
            SELECT char(CAST(44032 + n * 7 %% 20 * 588 AS INTEGER)) || char(CAST(44032 + n * 7919 %% 399 * 28 AS INTEGER))
                || char(CAST(44032 + n * 104729 %% 389 * 28 AS INTEGER))
                || CASE WHEN n %% 10 = 0 THEN ' no. ' || n ELSE '' END, 1000000, 0
            FROM (%s) AS numbers
            """;

    private static final String SQLITE_NUMBERS =
            "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d) SELECT n FROM c";
    private static final String POSTGRES_NUMBERS = "SELECT n FROM generate_series(1::BIGINT, %d) AS n";

    private SearchBench() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempDirectory("jangteo-search").resolve("shop.db");
        System.out.println("| milliseconds, " + USERS + " users | by id | by name | by points |");
        System.out.println("| --- | ---: | ---: | ---: |");
        try (Database sqlite = SqliteDatabase.open(
                file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry())) {
            fill(sqlite, FILL.formatted(SQLITE_NUMBERS.formatted(USERS)));
            print("SQLite", sqlite);
        }
        String url = PostgresServer.shared().newDatabase();
        try (Database postgres = Engines.openPostgres(url, InstantSource.system(), new PrometheusRegistry())) {
            fillFrom(url);
            print("PostgreSQL", postgres);
        }
        System.exit(0);
    }

    private static void fill(Database database, String statement) {
        database.run(tx -> tx.handle().execute(statement));
    }

    /** Not by a transaction of the shop, which may take five seconds. */
    private static void fillFrom(String url) {
        try (Connection connection = PostgresServer.shared().connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(FILL.formatted(POSTGRES_NUMBERS.formatted(USERS)).replace("char(", "chr("));
            statement.execute("VACUUM ANALYZE shop_user");
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static void print(String engine, Database database) {
        Users users = new Users(database, 1_000_000);
        String some = users.list(Optional.empty(), Search.ALL, UserSort.ID, false, new SortedPage(1, ""))
                .users()
                .get(0)
                .name();
        int second = some.offsetByCodePoints(0, 1);
        for (Part part : List.of(
                new Part("a first syllable", some.substring(0, second)),
                new Part("a name of three", some),
                new Part("a part that thousands have", "no. "),
                new Part("two syllables that nobody has", "뷁뷁"),
                new Part("three that nobody has", "뷁뷁뷁"))) {
            Search search = Search.of(Optional.of(part.text()));
            System.out.printf(
                    "| %s: %s | %.1f | %.1f | %.1f |%n",
                    engine,
                    part.name(),
                    median(users, search, UserSort.ID),
                    median(users, search, UserSort.NAME),
                    median(users, search, UserSort.MOST_POINTS));
        }
    }

    private record Part(String name, String text) {}

    private static double median(Users users, Search search, UserSort sort) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            users.list(Optional.empty(), search, sort, false, new SortedPage(PAGE, ""));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[TIMES / 2];
    }
}
