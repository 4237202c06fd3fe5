package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.PostgresOnly;
import io.jangteo.TestShop;
import io.jangteo.bench.BigShop;
import io.jangteo.wire.RawRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The calls of a shop that has many rows already. What is read is counted by the server itself, so that every statement
 * counts with the plan that it really got: also those of recurring work, and the looks of foreign keys.
 */
@PostgresOnly("the counts of what was read")
class LargeShopTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final int USERS = 12_000;

    /** Of one index or table, by all calls together: no call may read more than a page, or the rows of one day. */
    private static final long READ_MAX = USERS / 2;

    /** They read whole tables, as they are meant to. */
    private static final Set<String> READ_EVERYTHING = Set.of("checkBooks", "startRace", "getRace", "resetShop");

    private static final String READ = """
            SELECT relname || ' as a whole', seq_tup_read FROM pg_stat_user_tables
            UNION ALL SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes
            """;

    @Test
    void no_call_reads_a_large_table_as_a_whole() throws Exception {
        try (Connection connection = SHOP.connect()) {
            BigShop.fill(connection, USERS);
        }
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            Map<String, RawRequest> calls = new LinkedHashMap<>(Examples.in(SHOP, door));
            calls.keySet().removeIf(READ_EVERYTHING::contains);
            String before = SHOP.now().toString();
            for (String path : List.of("/users/1", "/users/1/orders", "/users/1/coupons")) {
                calls.put(path, RawRequest.get("/api/v1" + path + "?at=" + before));
            }
            // What a connection has counted is there for others when it is closed.
            SHOP.restart();
            Map<String, Long> counted = read();
            calls.forEach((name, call) ->
                    assertThat(door.send(call).status()).as(name).isLessThan(400));
            SHOP.restart();
            Map<String, Long> later = read();
            later.replaceAll((what, rows) -> rows - counted.getOrDefault(what, 0L));
            assertThat(later)
                    .isNotEmpty()
                    .allSatisfy((what, rows) -> assertThat(rows).as(what).isLessThan(READ_MAX));
        }
    }

    private static Map<String, Long> read() throws SQLException {
        Map<String, Long> read = new TreeMap<>();
        try (Connection connection = SHOP.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                read.put(rows.getString(1), rows.getLong(2));
            }
        }
        return read;
    }
}
