package io.jangteo.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Prepares the statements of a connection. */
public interface Statements {
    /** For drivers that keep prepared statements by themselves. */
    Statements UNKEPT = (connection, text) -> connection.prepareStatement(text.prepared());

    /** Returns a statement that nobody else uses until it is given back or closed. */
    PreparedStatement take(Connection connection, SqlText text) throws SQLException;

    /** Returns what the driver takes as that array. */
    default Object array(Object array) {
        return array;
    }

    /** Takes a statement back that ran to its end. */
    default void giveBack(SqlText text, PreparedStatement statement) throws SQLException {
        statement.close();
    }
}
