package io.jangteo.database;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows by few statements. On SQLite a row among many costs less than one by itself: what its checks
 * compare with is set up once for all of its rows.
 */
public final class Rows {
    /** More rows in a statement gain little. */
    private static final int ROWS_MAX = 64;

    /** The statements by their beginning, for 1, 2, 4, … rows. */
    private static final Map<String, List<SqlText>> STATEMENTS = new ConcurrentHashMap<>();

    private Rows() {}

    /** Returns the values of one row, in the order of the columns. */
    public static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /** Returns ids for rows that are about to be inserted, in ascending order; on SQLite those that it would choose. */
    public static List<Long> ids(Handle handle, String table, int count) {
        return IdSql.next(handle, table, count);
    }

    /**
     * Inserts the rows in their order.
     *
     * @param insert the statement up to its columns
     */
    public static <T> void insert(Handle handle, String insert, List<T> rows, Function<T, @Nullable Object[]> values) {
        int next = 0;
        while (next < rows.size()) {
            int count = Integer.highestOneBit(Math.min(ROWS_MAX, rows.size() - next));
            @Nullable Object[] first = values.apply(rows.get(next));
            @Nullable Object[] all = Arrays.copyOf(first, count * first.length);
            for (int i = 1; i < count; i++) {
                System.arraycopy(values.apply(rows.get(next + i)), 0, all, i * first.length, first.length);
            }
            new Sql(handle, statement(insert, all.length / count, count), all).update();
            next += count;
        }
    }

    private static SqlText statement(String insert, int columns, int rows) {
        return STATEMENTS
                .computeIfAbsent(
                        insert,
                        beginning -> IntStream.iterate(1, n -> n <= ROWS_MAX, n -> 2 * n)
                                .mapToObj(n -> statementOf(beginning, columns, n))
                                .toList())
                .get(Integer.numberOfTrailingZeros(rows));
    }

    private static SqlText statementOf(String insert, int columns, int rows) {
        String row = ", (" + "?, ".repeat(columns - 1) + "?)";
        String text = insert + " VALUES " + row.repeat(rows).substring(2);
        return new SqlText(text, text, List.of());
    }
}
