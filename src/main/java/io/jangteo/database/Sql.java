package io.jangteo.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement with named parameters. Converts Java types to columns: instants are stored as epoch milliseconds, dates
 * and enum constants as text; arrays are for PostgreSQL alone, but for {@code = ANY(:ids)}. A parameter without a
 * value, or a name that is not in the statement, is an error.
 */
public final class Sql {
    private static final Object ABSENT = new Object();

    private final Connection connection;
    private final Statements statements;
    private final SqlText text;
    private final @Nullable Object[] values;

    Sql(Handle handle, SqlText text, @Nullable Object[] values) {
        this.connection = handle.getConnection();
        this.statements = handle.getConfig(Engine.Setting.class).statements();
        this.text = text;
        this.values = values;
    }

    /** Reads one row, or all rows in {@link #scan}. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Prepares a statement with its first parameters, as {@link #with} takes them. */
    public static Sql of(Handle handle, String statement, @Nullable Object... namesAndValues) {
        SqlText text = SqlText.of(statement);
        @Nullable Object[] values = new Object[text.names().size()];
        Arrays.fill(values, ABSENT);
        return new Sql(handle, text, values).with(namesAndValues);
    }

    /** Sets more parameters, given as names and values in turn: {@code with("id", id, "now", now)}. */
    public Sql with(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A parameter lacks its name or its value");
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) Objects.requireNonNull(namesAndValues[i]);
            if (!set(name, namesAndValues[i + 1])) {
                throw new IllegalArgumentException("The statement has no parameter " + name);
            }
        }
        return this;
    }

    /** Whether the statement has a parameter of this name. */
    public boolean names(String name) {
        return text.names().contains(name);
    }

    /** Sets the parameter wherever it stands; false if it stands nowhere. */
    private boolean set(String name, @Nullable Object value) {
        boolean found = false;
        for (int i = 0; i < values.length; i++) {
            if (text.names().get(i).equals(name)) {
                values[i] = value;
                found = true;
            }
        }
        return found;
    }

    /** Runs the statement and returns how many rows it changed. */
    public int update() {
        return run(PreparedStatement::getUpdateCount);
    }

    /** Returns the one row that there is. */
    public <T> T one(RowMapper<T> mapper) {
        return findOne(mapper).orElseThrow(() -> new IllegalStateException("No row: " + text.written()));
    }

    /** Returns the row, if there is one. */
    public <T> Optional<T> findOne(RowMapper<T> mapper) {
        return scan(rows -> {
            Optional<T> first = rows.next() ? Optional.ofNullable(mapper.map(rows)) : Optional.empty();
            if (first.isPresent() && rows.next()) {
                throw new IllegalStateException("More than one row: " + text.written());
            }
            return first;
        });
    }

    public <T> List<T> list(RowMapper<T> mapper) {
        return scan(rows -> {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(mapper.map(rows));
            }
            return all;
        });
    }

    /** Returns the reader's result for all rows; the reader starts before the first one. */
    public <T> T scan(RowMapper<T> reader) {
        return run(statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                return reader.map(rows);
            }
        });
    }

    /** Uses a statement that has been executed. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Use<T> use) {
        try {
            PreparedStatement statement = statements.take(connection, text);
            T result;
            try {
                for (int i = 0; i < values.length; i++) {
                    bind(statement, i + 1, values[i]);
                }
                statement.execute();
                result = use.of(statement);
            } catch (SQLException | RuntimeException | Error thrown) {
                close(statement, thrown);
                throw thrown;
            }
            statements.giveBack(text, statement);
            return result;
        } catch (SQLException thrown) {
            throw new StatementFailure(text, thrown);
        }
    }

    private static void close(PreparedStatement statement, Throwable thrown) {
        try {
            statement.close();
        } catch (SQLException failure) {
            thrown.addSuppressed(failure);
        }
    }

    /** Returns distinct ids as an array, for {@code = ANY(:ids)}. */
    public static long[] ids(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).distinct().toArray();
    }

    /** Returns a column of numbers, one for each item, for PostgreSQL's {@code unnest}. */
    public static <T> long[] longs(Collection<T> items, ToLongFunction<T> number) {
        return items.stream().mapToLong(number).toArray();
    }

    /** Returns a column of numbers, one or {@code null} for each item. */
    public static <T> @Nullable Long[] longsOrNull(Collection<T> items, Function<T, @Nullable Long> number) {
        return items.stream().map(number).toArray(Long[]::new);
    }

    /** Returns a column of texts, one or {@code null} for each item. */
    public static <T> @Nullable String[] texts(Collection<T> items, Function<T, @Nullable Object> text) {
        return items.stream()
                .map(item -> {
                    Object value = text.apply(item);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    public static LocalDate day(ResultSet row, String column) throws SQLException {
        return LocalDate.parse(row.getString(column));
    }

    private void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        if (value instanceof Long || value instanceof Integer) {
            statement.setLong(place, ((Number) value).longValue());
        } else if (value instanceof String || value instanceof Enum || value instanceof LocalDate) {
            statement.setString(place, value.toString());
        } else if (value instanceof Instant moment) {
            statement.setLong(place, moment.toEpochMilli());
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(place, bytes);
        } else if (value instanceof long[] || value instanceof Object[]) {
            statement.setObject(place, statements.array(value));
        } else if (value == null) {
            statement.setNull(place, Types.NULL);
        } else if (value == ABSENT) {
            throw new IllegalStateException("No value for " + text.names().get(place - 1) + ": " + text.written());
        } else {
            throw new IllegalArgumentException(
                    "No column takes a " + value.getClass().getName());
        }
    }
}
