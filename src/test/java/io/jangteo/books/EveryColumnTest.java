package io.jangteo.books;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes every value of the shop, one at a time: the books find it, or their document says why not. */
@Tag("slow")
class EveryColumnTest extends BooksOfAShop {
    private static final String ALL = "1 = 1";
    private static final String EARLIER_CHANGE = "id IN (1, 3)";
    private static final String OF_NO_ORDER = "kind IN ('CHARGE', 'ADJUST')";

    /** The changes that the document lists as undetected, with the affected rows of {@code shop.sql}. */
    private static final Map<String, String> UNSEEN = Map.ofEntries(
            entry("shop_user.id", "id = 3"),
            entry("shop_user.name", ALL),
            entry("shop_user.created_at", ALL),
            entry("shop_user.reference", ALL),
            entry("point_entry.id", "id IN (7, 8, 10)"),
            entry("point_entry.kind", OF_NO_ORDER),
            entry("point_entry.reference", OF_NO_ORDER),
            entry("point_entry.at", OF_NO_ORDER),
            entry("product.name", ALL),
            entry("product.price", ALL),
            entry("product.reference", ALL),
            entry("product.on_sale", ALL),
            entry("stock_movement.id", "id IN (4, 13, 17, 18)"),
            entry("stock_movement.reference", "kind = 'ADJUST'"),
            entry("stock_movement.at", "kind = 'ADJUST'"),
            entry("coupon.discount_type", "id = 4"),
            entry("coupon.discount_amount", "id <> 1"),
            entry("coupon.discount_percent", "id IN (1, 3, 4)"),
            entry("coupon.discount_max_amount", "id = 4"),
            entry("coupon.min_order_amount", ALL),
            entry("coupon.valid_days", "issued = 0"),
            entry("coupon.reference", ALL),
            entry("coupon_change.id", "id IN (2, 4, 5, 6)"),
            entry("coupon_change.issued", "id = 5"),
            entry("coupon_change.name", EARLIER_CHANGE),
            entry("coupon_change.quantity", EARLIER_CHANGE),
            entry("coupon_change.issue_from", EARLIER_CHANGE),
            entry("coupon_change.issue_until", EARLIER_CHANGE),
            entry("coupon_change.at", "id = 5"),
            entry("issued_coupon.revoked_at", "revoked_at IS NOT NULL"),
            entry("issued_coupon.revoke_reason", "revoked_at IS NOT NULL"),
            entry("shop_order.user_id", "id = 5"),
            entry("shop_order.expires_at", "paid_at IS NULL"),
            entry("shop_order.close_reason", "status IN ('CANCELLED', 'REFUNDED')"),
            entry("order_line.name", "order_id IN (SELECT id FROM shop_order WHERE paid_at IS NULL)"),
            entry("delivery.id", "id = 5"),
            entry("delivery.attempts", ALL),
            entry("delivery.next_attempt_at", "status = 'PENDING'"),
            entry("delivery_attempt.at", "NOT (delivery_id = 1 OR number = 3)"),
            entry("delivery_attempt.outcome", "rowid IN (2, 4, 6, 7)"),
            entry("delivery_attempt.error", "rowid IN (2, 4, 6, 7)"),
            entry("sales_day.computed_at", ALL),
            entry("sales_day.stamp", ALL),
            entry("daily_sales.day", "units = 0"),
            entry("daily_sales.product_id", "units = 0"),
            entry("idempotency_key.*", ALL),
            entry("named_key.*", ALL),
            entry("audit_entry.*", ALL),
            entry("setting.*", ALL));

    private static final Map<String, List<String>> WORDS = Map.of(
            "point_entry.kind", List.of("CHARGE", "SPEND", "REFUND", "ADJUST"),
            "stock_movement.kind", List.of("INITIAL", "ADJUST", "ORDER", "CANCEL", "EXPIRE", "REFUND"),
            "coupon.discount_type", List.of("FIXED", "PERCENT"),
            "shop_order.status", List.of("PENDING", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"),
            "delivery.status", List.of("PENDING", "DELIVERED", "DEAD"),
            "delivery_attempt.outcome", List.of("DELIVERED", "FAILED", "DEAD"));

    private static final String SQLITE_TABLES =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_name_part%' AND name <> 'schema_migration'";

    private static final String POSTGRES_TABLES =
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_migration'";

    /** The columns as SQLite describes them. */
    private static final String POSTGRES_COLUMNS = """
            SELECT column_name AS name,
                CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' ELSE 'TEXT' END AS type,
                CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS notnull,
                CASE column_name WHEN 'id' THEN 1 ELSE 0 END AS pk
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = '%s' AND column_name <> 'rowid'
            ORDER BY ordinal_position
            """;

    private final Set<String> wrong = new TreeSet<>();

    @Test
    void each_value_that_is_changed_is_found_or_listed_as_unseen() throws SQLException {
        plant(
                "INSERT INTO named_key (name, hash, created_at) VALUES ('crm', %s, 0)"
                        .formatted(Engines.isPostgres() ? "'\\x01'" : "x'01'"),
                "INSERT INTO audit_entry (at, key_name, operation, target, request_id)"
                        + " VALUES (0, 'crm', 'changeUser', 'users/1', 'r')",
                "INSERT INTO setting (name, value) VALUES ('demo', 'asked for')",
                "INSERT INTO idempotency_key VALUES ('anyone', 'k', '%1$s', 200, 'application/json', NULL, '%1$s', 0)"
                        .replace("'%1$s'", Engines.isPostgres() ? "'\\x00'" : "x'00'"));
        try (Connection connection = tampering()) {
            for (String table : texts(connection, Engines.isPostgres() ? POSTGRES_TABLES : SQLITE_TABLES)) {
                if (Engines.isPostgres()) {
                    plant("ALTER TABLE " + table + " ADD COLUMN rowid BIGINT GENERATED ALWAYS AS IDENTITY");
                }
                for (Column column : columns(connection, table)) {
                    changeEach(connection, column);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_document_lists_exactly_what_is_unseen() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/docs/books.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .filter(name -> name.contains("."))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(UNSEEN.keySet());
    }

    private void changeEach(Connection connection, Column column) throws SQLException {
        String listed = UNSEEN.getOrDefault(column.fullName(), UNSEEN.getOrDefault(column.table + ".*", "1 = 0"));
        List<Long> unseenRows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT rowid FROM %s WHERE %s".formatted(column.table, listed))) {
            while (rows.next()) {
                unseenRows.add(rows.getLong(1));
            }
        }
        List<Long> all = new ArrayList<>();
        for (String text : texts(connection, "SELECT rowid FROM " + column.table)) {
            all.add(Long.parseLong(text));
        }
        for (long row : Engines.isPostgres() ? oneOf(all, column) : all) {
            int found = 0;
            int missed = 0;
            for (Object value : column.others(value(connection, column, row))) {
                Boolean isFound = isFound(connection, column, row, value);
                found += Boolean.TRUE.equals(isFound) ? 1 : 0;
                missed += Boolean.FALSE.equals(isFound) ? 1 : 0;
            }
            boolean isListed = unseenRows.contains(row);
            if (isListed && missed == 0) {
                wrong.add(column.fullName() + ": listed, and found in row " + row);
            }
            if (!isListed && missed > 0) {
                wrong.add(column.fullName() + ": not found in row " + row + " (" + missed + " of " + (found + missed)
                        + ")");
            }
        }
    }

    /** The books of PostgreSQL take many times as long, and are the same: another row for each column suffices. */
    private static List<Long> oneOf(List<Long> all, Column column) {
        return all.isEmpty() ? all : List.of(all.get(Math.floorMod(column.hashCode(), all.size())));
    }

    /** Whether the books find the value; null if a key of the schema rejects it. */
    private Boolean isFound(Connection connection, Column column, long row, Object value) throws SQLException {
        Object before = value(connection, column, row);
        long rowAfter = column.isRowId && !Engines.isPostgres() ? ((Number) value).longValue() : row;
        try {
            set(connection, column, row, value);
        } catch (SQLException refused) {
            return null;
        }
        boolean isFound = !books.check().balanced();
        set(connection, column, rowAfter, before);
        return isFound;
    }

    private static Object value(Connection connection, Column column, long row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT %s FROM %s WHERE rowid = %d".formatted(column.name, column.table, row))) {
            rows.next();
            return rows.getObject(1);
        }
    }

    private static void set(Connection connection, Column column, long row, Object value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE %s SET %s = ? WHERE rowid = ?".formatted(column.table, column.name))) {
            update.setObject(1, value);
            update.setLong(2, row);
            update.executeUpdate();
        }
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        (Engines.isPostgres() ? POSTGRES_COLUMNS : "PRAGMA table_info(%s)").formatted(table))) {
            while (rows.next()) {
                boolean isRowId =
                        rows.getInt("pk") == 1 && rows.getString("name").equals("id");
                columns.add(new Column(
                        table,
                        rows.getString("name"),
                        rows.getString("type"),
                        rows.getInt("notnull") == 0 && rows.getInt("pk") == 0,
                        isRowId));
            }
        }
        return columns;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private record Column(String table, String name, String type, boolean isNullable, boolean isRowId) {
        String fullName() {
            return table + "." + name;
        }

        /** Values to put in the place of this one. */
        List<Object> others(Object value) {
            List<Object> others = new ArrayList<>();
            if (isNullable && value != null) {
                others.add(null);
            }
            if (isRowId) {
                others.add(((Number) value).longValue() + 1_000_000);
            } else if (type.equals("INTEGER")) {
                long number = value == null ? 0 : ((Number) value).longValue();
                others.add(number + 1);
                others.add(number - 1);
            } else if (type.equals("BLOB")) {
                others.add(new byte[] {1, 2});
            } else {
                others.add(Objects.toString(value, "") + "x");
                WORDS.getOrDefault(fullName(), List.of()).stream()
                        .filter(word -> !word.equals(value))
                        .forEach(others::add);
            }
            return others;
        }
    }
}
