package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Jangteo;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.DirectoryLock;
import io.jangteo.database.Move;
import io.jangteo.database.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop that moves from a directory to PostgreSQL, and back. */
@Tag("slow")
class MigrateTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    @TempDir
    static Path filledDirectory;

    private static FilledShop filled;

    @TempDir
    Path path;

    private final String url = SERVER.newDatabase();
    private Path data;
    private Path back;

    @BeforeAll
    static void fill() throws Exception {
        filled = FilledShop.in(filledDirectory.resolve("data"));
    }

    @BeforeEach
    void copyIt() throws IOException {
        data = path.resolve("data");
        back = path.resolve("back");
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Stream<Path> files = Files.list(filledDirectory.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
    }

    @AfterEach
    void drop() {
        SERVER.dropDatabase(url);
    }

    @Test
    void a_shop_that_moved_there_and_back_has_the_same_rows_and_gives_the_same_replies() throws Exception {
        CommandRun there = migrate(data, url);
        assertThat(there.status()).as(there.err()).isZero();
        assertThat(there.json().path("balanced").booleanValue()).isTrue();
        assertThat(there.json().at("/rows/shop_user").intValue()).isPositive();
        Map<String, List<List<String>>> rows = sqliteRows(data);
        assertThat(rows.values())
                .as("a table without rows proves nothing")
                .allSatisfy(table -> assertThat(table).isNotEmpty());
        assertThat(serverRows()).isEqualTo(rows);
        assertServesFromServer();

        CommandRun home = migrate(url, back);
        assertThat(home.status()).as(home.err()).isZero();
        assertThat(sqliteRows(back)).isEqualTo(serverRows());
        try (Jangteo shop = FilledShop.start(settings -> settings.data(back))) {
            filled.assertIsIn(shop);
            filled.assertTakesToken(shop);
        }
        assertThat(settings(sqlite(back))).isEqualTo(settings(sqlite(data)));
        for (String file : List.of("jangteo.db", "token.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(back.resolve("token.key")).hasSameTextualContentAs(data.resolve("token.key"));
    }

    @Test
    void new_rows_get_ids_after_the_moved_ones() throws Exception {
        assertThat(migrate(data, url).status()).isZero();
        long last = number("SELECT MAX(id) FROM shop_user");
        assertThat(number("INSERT INTO shop_user (name, point_max, created_at) VALUES ('새 손님', 1, 0) RETURNING id"))
                .isEqualTo(last + 1);
        // The control: without the sequence the first new row takes an id that is taken.
        execute("ALTER TABLE shop_user ALTER id RESTART WITH 1");
        assertThatThrownBy(() -> number(
                        "INSERT INTO shop_user (name, point_max, created_at) VALUES ('새 손님', 1, 0) RETURNING id"))
                .hasMessageContaining("shop_user_pkey");
        FilledShop.TABLES.forEach((table, key) -> {
            if (key.equals("id") && !table.equals("shop_user")) {
                assertThat(number("SELECT nextval(pg_get_serial_sequence('%s', 'id')) - MAX(id) FROM %s"
                                .formatted(table, table)))
                        .as(table)
                        .isEqualTo(1);
            }
        });
    }

    @Test
    void a_move_that_ends_after_any_table_goes_on_with_the_next_one() throws Exception {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < FilledShop.TABLES.size(); i++) {
            assertThatThrownBy(() -> moveOneTable(told)).isInstanceOf(Ended.class);
            CommandRun half = CommandRun.withPassword(SERVER.password(), "verify", "--database", url);
            assertThat(half.status()).isEqualTo(1);
            assertThat(half.err()).contains("holds a part of a shop");
        }
        assertThat(told).hasSize(FilledShop.TABLES.size()).doesNotHaveDuplicates();
        assertThatThrownBy(this::serve).hasMessageContaining("repeat the same migrate command");
        assertThat(migrate(url, back).err()).contains("holds a part of a shop");

        CommandRun last = migrate(data, url);
        assertThat(last.status()).as(last.err()).isZero();
        assertThat(last.err()).doesNotContain("shop_user:");
        assertThat(serverRows()).isEqualTo(sqliteRows(data));
        assertServesFromServer();
    }

    @Test
    void a_shop_that_served_between_two_attempts_is_copied_anew() throws Exception {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> moveOneTable(told)).isInstanceOf(Ended.class);
        }
        try (Jangteo shop = FilledShop.start(settings -> settings.data(data))) {
            FilledShop.admin(shop)
                    .json(Map.of("amount", -10, "reason", "정정"))
                    .post("/admin/users/1/points/adjust")
                    .require(200);
        }
        CommandRun again = migrate(data, url);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("shop_user:");
        assertThat(serverRows()).isEqualTo(sqliteRows(data));
    }

    @Test
    void a_part_of_one_shop_is_not_completed_with_another() throws Exception {
        assertThatThrownBy(() -> moveOneTable(new ArrayList<>())).isInstanceOf(Ended.class);
        Path other = path.resolve("other");
        FilledShop.start(settings -> settings.data(other)).close();
        assertThat(migrate(other, url).err()).contains("holds a part of another shop");
        assertThat(migrate(data, url).status()).isZero();
    }

    @Test
    void a_move_back_that_ends_half_way_leaves_no_shop() throws Exception {
        assertThat(migrate(data, url).status()).isZero();
        DataDirectory directory = new DataDirectory(back);
        try (Move move = Move.toDirectory(server(), directory, 1, line -> {
            throw new Ended();
        })) {
            assertThatThrownBy(() -> move.copy()).isInstanceOf(Ended.class);
            assertThat(back.resolve("jangteo.db")).doesNotExist();
            // What a process that is killed here leaves.
            Files.copy(back.resolve("jangteo.db.moved"), path.resolve("draft"));
        }
        Files.move(path.resolve("draft"), back.resolve("jangteo.db.moved"));
        assertThatThrownBy(() -> FilledShop.start(settings -> settings.data(back)))
                .hasMessageContaining("holds a part of a shop")
                .hasMessageContaining("jangteo.db.moved");
        assertThat(migrate(url, back).status()).isZero();
        assertThat(sqliteRows(back)).isEqualTo(sqliteRows(data));
    }

    @Test
    void a_target_that_holds_a_shop_is_left_as_it_is() throws Exception {
        try (Jangteo shop = serve()) {
            FilledShop.admin(shop)
                    .json(Map.of("name", "먼저 온 손님"))
                    .post("/admin/users")
                    .require(201);
        }
        CommandRun run = migrate(data, url);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).anyMatch(line -> line.contains("is not empty: its table shop_user has rows"));
        assertThat(serverRows().get("shop_user")).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM setting WHERE name = 'moving'")).isZero();
        assertThat(migrate(url, data).err()).contains("jangteo.db exists already");
    }

    @Test
    void a_database_in_which_a_server_only_started_is_empty() throws Exception {
        serve().close();
        try (Connection server = SERVER.connect(url);
                Statement statement = server.createStatement()) {
            // Its schedule may have computed yesterday by then, or not yet.
            statement.execute(
                    "INSERT INTO sales_day (day, computed_at) VALUES ('2026-11-01', 0) ON CONFLICT DO NOTHING");
        }
        CommandRun run = migrate(data, url);
        assertThat(run.status()).as(run.err()).isZero();
        assertServesFromServer();
    }

    @Test
    void what_servers_use_does_not_move() throws Exception {
        try (DirectoryLock server = new DataDirectory(data).lock()) {
            assertThat(migrate(data, url).err()).contains("is in use by another server");
        }
        assertThat(migrate(data, url).status()).isZero();
        try (Connection server = SERVER.connect(url);
                Statement statement = server.createStatement()) {
            statement.execute("SELECT pg_advisory_lock_shared(x'736572766572'::bigint)");
            assertThat(migrate(url, back).err()).contains("is in use by a server: stop every instance first");
            assertThat(migrate(data, url).err()).contains("is in use by a server: stop every instance first");
            // The server's end of a closed connection may hold its locks for a moment.
            statement.execute("SELECT pg_advisory_unlock_shared(x'736572766572'::bigint)");
        }
        assertThat(migrate(url, back).status()).isZero();
    }

    @Test
    void a_shop_whose_books_do_not_balance_does_not_move() throws Exception {
        change("UPDATE shop_user SET point = point + 1 WHERE id = 1");
        CommandRun run = migrate(data, url);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The books do not balance, so nothing is moved");
    }

    @Test
    void a_character_that_postgresql_cannot_store_is_named_with_its_row() throws Exception {
        change("UPDATE product SET name = 'a' || char(0) || 'b' WHERE id = 2");
        CommandRun run = migrate(data, url);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The name of the row 2 of product contains the character U+0000");
        change("UPDATE product SET name = 'ab' WHERE id = 2");
        assertThat(migrate(data, url).status()).isZero();
    }

    @Test
    void addresses_that_make_no_sense_are_refused_before_anything_else() {
        assertMisused("--from and --to: one has to be a directory", url, url);
        assertMisused("--from and --to: one has to be jdbc:postgresql://", data.toString(), back.toString());
        assertMisused("--from: expected a directory, or jdbc:postgresql://", "jdbc:mysql://a/b", back.toString());
        assertMisused("--to: expected a directory, or jdbc", data.toString(), "jdbc:postgresql://a/b?password=hush");
        assertMisused("JANGTEO_DATABASE_PASSWORD", "jdbc:postgresql://me:hush@a/b", data.toString());
        assertThat(CommandRun.of("migrate").err()).contains("--from is missing", "--to is missing");
        CommandRun nothing = migrate(path.resolve("nothing"), url);
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("There is no database in the data directory");
        assertThat(migrate(url, back).err()).contains("There is no shop in the database");
        assertThat(back.resolve("jangteo.db")).doesNotExist();
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Begins or goes on with the move, and ends it after the next table. */
    private void moveOneTable(List<String> told) {
        try (Move move = Move.toServer(new DataDirectory(data), server(), Map.of(), 1, line -> {
            told.add(line);
            throw new Ended();
        })) {
            move.copy();
        }
    }

    private void assertMisused(String complaint, String from, String to) {
        CommandRun run = CommandRun.of("migrate", "--from", from, "--to", to);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(complaint).doesNotContain("hush");
    }

    private void assertServesFromServer() {
        try (Jangteo shop = serve()) {
            filled.assertIsIn(shop);
            filled.assertTakesToken(shop);
        }
    }

    private Jangteo serve() {
        return FilledShop.start(
                settings -> settings.data(path.resolve("journal")).database(url).databasePassword(SERVER.password()));
    }

    private PostgresSettings server() {
        return new PostgresSettings(url, SERVER.password());
    }

    private static CommandRun migrate(Object from, Object to) {
        return CommandRun.withPassword(SERVER.password(), "migrate", "--from", from.toString(), "--to", to.toString());
    }

    private Map<String, List<List<String>>> serverRows() throws SQLException {
        try (Connection connection = SERVER.connect(url)) {
            return FilledShop.rows(connection);
        }
    }

    private static Map<String, List<List<String>>> sqliteRows(Path directory) throws SQLException {
        try (Connection connection = sqlite(directory)) {
            return FilledShop.rows(connection);
        }
    }

    private static Set<String> settings(Connection opened) throws SQLException {
        Set<String> settings = new TreeSet<>();
        try (Connection connection = opened;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name || '=' || value FROM setting")) {
            while (rows.next()) {
                settings.add(rows.getString(1));
            }
        }
        return settings;
    }

    private static Connection sqlite(Path directory) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("jangteo.db"));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = sqlite(data);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = SERVER.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) {
        try (Connection connection = SERVER.connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException thrown) {
            throw new AssertionError(thrown.getMessage(), thrown);
        }
    }
}
