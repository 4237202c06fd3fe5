package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that somebody put into a database runs neither at a start nor in a restore, and is reported by name. */
@Tag("slow")
class ForeignCodeTest {
    @TempDir
    Path path;

    private DataDirectory directory;
    private Path file;

    @BeforeEach
    void makeAShop() {
        directory = new DataDirectory(path.resolve("data")).create();
        file = directory.database();
        PairedSettings.make(file, 7);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(
                        "trigger cheap is additional",
                        "CREATE TRIGGER cheap AFTER INSERT ON point_entry BEGIN UPDATE product SET price = 1; END"),
                Arguments.of(
                        "trigger gone is additional",
                        "CREATE TRIGGER gone AFTER DELETE ON idempotency_key BEGIN DELETE FROM shop_user; END"),
                Arguments.of("view all_users is additional", "CREATE VIEW all_users AS SELECT * FROM shop_user"),
                Arguments.of(
                        "table daily_sales is different",
                        "ALTER TABLE product RENAME TO goods; CREATE VIEW product AS SELECT * FROM goods"),
                Arguments.of("table notes is additional", "CREATE TABLE notes (a)"),
                Arguments.of("table daily_sales is missing", "DROP TABLE daily_sales"),
                Arguments.of("trigger order_status_transition is missing", "DROP TRIGGER order_status_transition"),
                Arguments.of(
                        "trigger order_status_transition is different",
                        "DROP TRIGGER order_status_transition; CREATE TRIGGER order_status_transition BEFORE UPDATE OF"
                                + " status ON shop_order WHEN 0 BEGIN SELECT 1; END"),
                Arguments.of("index point_entry_by_user is missing", "DROP INDEX point_entry_by_user"),
                Arguments.of("table coupon is different", "ALTER TABLE coupon ADD COLUMN secret TEXT"),
                Arguments.of(
                        "table coupon is different",
                        "ALTER TABLE coupon ADD COLUMN twice INTEGER GENERATED ALWAYS AS (quantity * 2) VIRTUAL"),
                Arguments.of("table product is different", rewritten("product", "stock >= 0", "stock >= -9")),
                Arguments.of("table product is different", rewritten("product", "stock >= 0", "1 OR stock >= 0")),
                Arguments.of("table shop_user is different", rewritten("shop_user", "DEFAULT 0", "DEFAULT 9")),
                Arguments.of(
                        "table point_entry is different",
                        rewritten("point_entry", "REFERENCES shop_user (id)", "                        ")),
                Arguments.of(
                        "trigger sqlite_hidden is additional",
                        forged(
                                "trigger",
                                "sqlite_hidden",
                                "CREATE TRIGGER sqlite_hidden AFTER INSERT ON product"
                                        + " BEGIN DELETE FROM setting; END")),
                Arguments.of("index only_one is additional", "CREATE UNIQUE INDEX only_one ON point_entry (kind)"),
                Arguments.of("index some is additional", "CREATE INDEX some ON point_entry (at) WHERE amount > 0"),
                Arguments.of("index computed is additional", "CREATE INDEX computed ON product (abs(price))"),
                Arguments.of("index folded is additional", "CREATE INDEX folded ON product (name COLLATE NOCASE)"),
                Arguments.of("application_id is 7 instead of 0", "PRAGMA application_id = 7"),
                Arguments.of("user_version is 3 instead of 0", "PRAGMA user_version = 3"),
                Arguments.of("view a?b is additional", "CREATE VIEW \"a\nb\" AS SELECT 1"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void it_is_refused_by_its_name_at_a_start_in_a_restore_and_by_whoever_reads(String named, String change)
            throws Exception {
        execute(file, change);
        String expected = "has another schema than this version: its " + named;
        assertThatThrownBy(() -> PairedSettings.open(file))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessage("The database " + expected);
        assertThatThrownBy(() -> ReadOnlyDatabase.open(directory))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessage(file + " " + expected);
        DataDirectory other = new DataDirectory(path.resolve("other"));
        assertThatThrownBy(() -> Restore.checked(other, file, false, shop -> Optional.empty()))
                .isInstanceOf(BackupFailure.class)
                .hasMessage(file + " " + expected);
        Restore.unchecked(other, file, false);
        assertThatThrownBy(() -> PairedSettings.open(other.database()))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessage("The database " + expected);
        assertThatThrownBy(() -> Migrations.bringUp(file, InstantSource.system()))
                .isInstanceOf(UnusableDatabase.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM",
                "ANALYZE",
                "CREATE INDEX point_entry_by_age ON point_entry (at)",
                "CREATE INDEX orders_by_total ON shop_order (total_amount DESC, id); ANALYZE; VACUUM",
                "REINDEX"
            })
    void what_changes_no_answer_is_taken(String change) throws Exception {
        execute(file, change);
        PairedSettings.make(file, 8);
        DataDirectory other = new DataDirectory(path.resolve("other"));
        Restore.checked(other, file, false, shop -> Optional.empty());
        PairedSettings.make(other.database(), 9);
        assertThat(PairedSettings.left(other.database())).isEqualTo(9);
    }

    static IntStream versions() {
        return IntStream.range(0, Migrations.FILES.size());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_database_of_any_version_is_held_against_that_version_and_then_against_this_one(int version)
            throws Exception {
        Path old = of(version);
        PairedSettings.make(old, 8);
        assertThat(PairedSettings.left(old)).isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_trigger_in_a_database_of_any_version_is_refused_before_a_migration_fires_it(int version) throws Exception {
        Path old = of(version);
        execute(old, "CREATE TABLE fired (a)");
        execute(old, "CREATE TRIGGER t AFTER INSERT ON schema_migration BEGIN INSERT INTO fired VALUES (1); END");
        assertThatThrownBy(() -> PairedSettings.open(old))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("another schema than this version: its table fired is additional");
        assertThat(count(old, "fired")).isZero();
        assertThat(count(old, "schema_migration")).isEqualTo(version);
        execute(old, "DROP TABLE fired");
        assertThatThrownBy(() -> PairedSettings.open(old)).hasMessageContaining("its trigger t is additional");
    }

    @Test
    void what_stands_in_the_place_of_the_table_of_migrations_is_not_even_read() throws Exception {
        execute(file, "DROP TABLE schema_migration");
        execute(
                file,
                "CREATE VIEW schema_migration AS WITH RECURSIVE endless (version) AS"
                        + " (SELECT 1 UNION ALL SELECT version FROM endless) SELECT version, '' AS name, '' AS checksum"
                        + " FROM endless");
        assertThatThrownBy(() -> PairedSettings.open(file)).hasMessage("The database is not a database of Jangteo");
    }

    @Test
    void an_unchecked_restore_fires_no_foreign_trigger_either() throws Exception {
        execute(file, "CREATE TRIGGER t AFTER UPDATE ON setting BEGIN DELETE FROM schema_migration; END");
        DataDirectory other = new DataDirectory(path.resolve("other"));
        Restore.unchecked(other, file, false);
        assertThat(count(other.database(), "schema_migration")).isEqualTo(Migrations.FILES.size());
    }

    private Path of(int version) {
        Path old = path.resolve("old.db");
        try (SqliteConnection connection = SqliteConnection.forWriting(old)) {
            Migrations.bringTo(version, connection, InstantSource.system());
        }
        return old;
    }

    /** Changes a definition where it is stored, to a text of any length. */
    private static String rewritten(String table, String before, String after) {
        return "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '" + before + "', '" + after
                + "') WHERE type = 'table' AND name = '" + table + "'";
    }

    private static String forged(String type, String name, String sql) {
        return "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('"
                + type + "', '" + name + "', 'product', 0, '" + sql + "')";
    }

    private static void execute(Path file, String script) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    private static int count(Path file, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getInt(1);
        }
    }
}
