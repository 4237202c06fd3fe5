package io.jangteo.command;

import io.jangteo.database.IoReason;
import io.jangteo.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The reason for a failure, in one line for the user. */
final class Reason {
    private Reason() {}

    static String of(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return problem.refusal().code();
        }
        if (thrown instanceof UncheckedIOException unchecked) {
            return of(Objects.requireNonNull(unchecked.getCause()));
        }
        if (thrown instanceof IOException failed) {
            return oneLine(IoReason.of(failed));
        }
        Throwable cause = thrown.getCause();
        boolean onlyWraps = cause != null && cause.toString().equals(thrown.getMessage());
        if (cause != null && (onlyWraps || thrown.getMessage() == null)) {
            return of(cause);
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : oneLine(thrown.getMessage());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
