package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlTest {
    private static final Instant MOMENT = Instant.parse("2026-11-22T00:00:00.123456Z");

    private final SqliteConnection connection = SqliteConnection.inMemory();
    private final Handle handle = connection.handle();

    @BeforeEach
    void createTable() {
        Sql.of(handle, "CREATE TABLE row (id BIGINT, at BIGINT, day TEXT, mode TEXT, content BLOB)")
                .update();
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void each_type_is_stored_as_its_columns_are() {
        insert(7, MOMENT, LocalDate.of(2026, 11, 22), Checkpoint.Mode.TRUNCATE, new byte[] {1, 2});

        assertThat(types()).isEqualTo("integer integer text text blob");
        assertThat(Sql.of(handle, "SELECT * FROM row").<Long>one(row -> row.getLong("at")))
                .isEqualTo(MOMENT.toEpochMilli());
        assertThat(Sql.of(handle, "SELECT * FROM row").<String>one(row -> row.getString("mode")))
                .isEqualTo("TRUNCATE");
        assertThat(Sql.of(handle, "SELECT * FROM row").<byte[]>one(row -> row.getBytes("content")))
                .containsExactly(1, 2);
        assertThat(Sql.of(handle, "SELECT * FROM row").<Instant>one(row -> Sql.instant(row, "at")))
                .isEqualTo("2026-11-22T00:00:00.123Z");
        assertThat(Sql.of(handle, "SELECT * FROM row").<LocalDate>one(row -> Sql.day(row, "day")))
                .isEqualTo("2026-11-22");
    }

    @Test
    void rows_are_found_by_any_of_their_ids() {
        List.of(1, 2, 3).forEach(id -> insert(id, null, null, null, null));

        assertThat(ofAny(3L, 1L, 3L, 9L)).containsExactly(1L, 3L);
        assertThat(ofAny()).isEmpty();
    }

    private List<Long> ofAny(Long... ids) {
        return Sql.of(handle, "SELECT id FROM row WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
                .with("ids", Sql.ids(List.of(ids)))
                .list(row -> row.getLong(1));
    }

    @Test
    void many_rows_are_inserted_in_their_order() {
        for (int count : new int[] {0, 1, 2, 3, 64, 65, 200}) {
            List<Integer> numbers =
                    IntStream.rangeClosed(1, count).map(i -> -i).boxed().toList();
            Rows.insert(handle, "INSERT INTO row (id, mode)", numbers, number -> Rows.row(number, "n" + number));

            assertThat(Sql.of(handle, "SELECT id, mode FROM row ORDER BY rowid")
                            .<String>list(row -> row.getLong(1) + " " + row.getString(2)))
                    .isEqualTo(numbers.stream().map(each -> each + " n" + each).toList());
            Sql.of(handle, "DELETE FROM row").update();
        }
    }

    @Test
    void nothing_is_stored_as_null() {
        insert(null, null, null, null, null);

        assertThat(types()).isEqualTo("null null null null null");
        assertThat(Sql.of(handle, "SELECT * FROM row").<Instant>list(row -> Sql.instantOrNull(row, "at")))
                .containsOnlyNulls();
    }

    @Test
    void a_statement_that_was_not_read_to_its_end_lets_go_of_its_table() {
        insert(1, null, null, null, null);
        insert(2, null, null, null, null);

        assertThat(Sql.of(handle, "SELECT id FROM row").<Boolean>scan(rows -> rows.next()))
                .isTrue();
        assertThatThrownBy(() -> Sql.of(handle, "SELECT id FROM row").findOne(row -> row.getLong("id")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("More than one row");

        Sql.of(handle, "DROP TABLE row").update();
    }

    @Test
    void an_update_tells_how_many_rows_it_changed() {
        insert(1, null, null, null, null);
        insert(2, null, null, null, null);

        assertThat(Sql.of(handle, "UPDATE row SET id = id + 1 WHERE id > :id")
                        .with("id", 1L)
                        .update())
                .isEqualTo(1);
        assertThat(Sql.of(handle, "DELETE FROM row").update()).isEqualTo(2);
    }

    @Test
    void a_reader_gets_all_rows_at_once() {
        insert(1, null, null, null, null);
        insert(2, null, null, null, null);

        long sum = Sql.of(handle, "SELECT id FROM row").scan(rows -> {
            long found = 0;
            while (rows.next()) {
                found += rows.getLong(1);
            }
            return found;
        });

        assertThat(sum).isEqualTo(3);
    }

    @Test
    void a_parameter_without_a_value_or_a_name_is_refused() {
        Sql sql = Sql.of(handle, "SELECT :id");

        assertThatThrownBy(() -> sql.with("id")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.with("id", 1, "at")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.with(1, "id")).isInstanceOf(ClassCastException.class);
    }

    @Test
    void a_name_that_has_no_value_or_no_place_fails_the_statement() {
        assertThatThrownBy(
                        () -> Sql.of(handle, "DELETE FROM row WHERE id = :id").update())
                .hasMessageContaining("id");
        assertThatThrownBy(() -> Sql.of(handle, "DELETE FROM row WHERE id = :id")
                        .with("id", 1, "at", 2)
                        .update())
                .hasMessageContaining("at");
        assertThatThrownBy(() -> Sql.of(handle, "DELETE FROM row").with("at", 2).update())
                .hasMessageContaining("at");
        assertThatThrownBy(() ->
                        Sql.of(handle, "DELETE FROM row WHERE id = :ids + :id1").with("id", 2))
                .hasMessageContaining("id");
    }

    @Test
    void a_value_of_another_type_is_refused() {
        assertThatThrownBy(() ->
                        Sql.of(handle, "SELECT :id").with("id", BigDecimal.ONE).<Long>one(row -> row.getLong(1)))
                .hasStackTraceContaining("BigDecimal");
    }

    private void insert(Object id, Object at, Object day, Object mode, Object content) {
        Sql.of(handle, "INSERT INTO row (id, at, day, mode, content) VALUES (:id, :at, :day, :mode, :content)")
                .with("id", id, "at", at, "day", day)
                .with("mode", mode, "content", content)
                .update();
    }

    private String types() {
        return Sql.of(handle, """
                SELECT typeof(id) || ' ' || typeof(at) || ' ' || typeof(day) || ' ' || typeof(mode) || ' '
                    || typeof(content) FROM row
                """).<String>one(row -> row.getString(1));
    }
}
