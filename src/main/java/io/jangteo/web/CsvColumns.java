package io.jangteo.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a list: the JSON names of its records, nested ones joined by a dot. A list inside of a row is left
 * out, or has one row for each of its items, in which the rest is repeated.
 *
 * @param list the name of the list in the reply
 * @param own the columns of a row
 * @param lines the list inside of a row, if it has one
 */
record CsvColumns(String list, List<Column> own, @Nullable Lines lines) {

    /** A column, and where its value stands in a row. */
    record Column(String name, List<String> path) {
        JsonNode of(JsonNode row) {
            JsonNode value = row;
            for (String step : path) {
                value = value.path(step);
            }
            return value;
        }
    }

    /** The list inside of a row, and the columns of its items. */
    record Lines(String name, List<Column> columns) {}

    /** Returns the columns of the one list in the reply. */
    static CsvColumns of(Class<?> reply) {
        RecordComponent list = Arrays.stream(reply.getRecordComponents())
                .filter(component -> component.getType() == List.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(reply + " holds no list"));
        Class<?> row = itemOf(list);
        Lines lines = Arrays.stream(row.getRecordComponents())
                .filter(component -> component.getType() == List.class)
                .findFirst()
                .map(inside -> new Lines(inside.getName(), columns(itemOf(inside), inside.getName() + ".", List.of())))
                .orElse(null);
        return new CsvColumns(list.getName(), columns(row, "", List.of()), lines);
    }

    /** Returns the names of all columns. */
    List<String> names(boolean withLines) {
        List<String> names = new ArrayList<>(own.stream().map(Column::name).toList());
        if (withLines && lines != null) {
            names.addAll(lines.columns().stream().map(Column::name).toList());
        }
        return names;
    }

    /** Returns the values of each row; one without lines has one row all the same. */
    List<List<JsonNode>> rows(JsonNode reply, boolean withLines) {
        List<List<JsonNode>> rows = new ArrayList<>();
        for (JsonNode item : reply.path(list)) {
            List<JsonNode> values = values(own, item);
            if (!withLines || lines == null) {
                rows.add(values);
                continue;
            }
            JsonNode inside = item.path(lines.name());
            for (int i = 0; i < Math.max(1, inside.size()); i++) {
                List<JsonNode> row = new ArrayList<>(values);
                row.addAll(values(lines.columns(), inside.path(i)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<JsonNode> values(List<Column> columns, JsonNode item) {
        return columns.stream().map(column -> column.of(item)).toList();
    }

    private static List<Column> columns(Class<?> record, String prefix, List<String> place) {
        List<Column> columns = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            List<String> path = new ArrayList<>(place);
            path.add(component.getName());
            if (component.getType().isRecord()) {
                columns.addAll(columns(component.getType(), prefix + component.getName() + ".", path));
            } else if (component.getType() != List.class) {
                columns.add(new Column(prefix + component.getName(), path));
            }
        }
        return columns;
    }

    private static Class<?> itemOf(RecordComponent list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }
}
