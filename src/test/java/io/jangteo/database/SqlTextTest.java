package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void a_name_stands_after_a_colon_and_may_stand_twice() {
        SqlText text = SqlText.of("SELECT :id, a FROM t WHERE b = :id AND c IN (:first,:second2) AND d=:at_1");

        assertThat(text.prepared()).isEqualTo("SELECT ?, a FROM t WHERE b = ? AND c IN (?,?) AND d=?");
        assertThat(text.names()).containsExactly("id", "id", "first", "second2", "at_1");
    }

    @Test
    void a_colon_in_a_text_a_quoted_name_or_a_cast_begins_no_name() {
        String statement = "SELECT '10:30', 'it''s :no', \"a:b\", now()::text, x[1:2], '\\:n', '$1' FROM t";

        assertThat(SqlText.of(statement).prepared()).isEqualTo(statement);
        assertThat(SqlText.of(statement).names()).isEmpty();
        assertThat(SqlText.of("SELECT :day::date, 'x'").prepared()).isEqualTo("SELECT ?::date, 'x'");
    }

    @Test
    void a_statement_is_parsed_once() {
        assertThat(SqlText.of("SELECT " + ":id")).isSameAs(SqlText.of(new String("SELECT :id")));
    }
}
