package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import java.util.function.Function;

/**
 * Implements {@code Prefer: dry-run} (RFC 7240): the same code runs in its own transaction, answers as usual and is
 * rolled back. The reply says so with {@code Preference-Applied: dry-run}.
 */
final class DryRun {
    private static final String PREFERENCE = "dry-run";

    private DryRun() {}

    /**
     * Returns whether the request asks for a dry run.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the call cannot be undone, or if the preference
     *     has a value ({@code dry-run=yes}): refusing is safer than executing
     */
    static boolean isAskedFor(Route route, Call call) {
        if (!prefers(call)) {
            return false;
        }
        if (!route.isOneTransaction()) {
            throw Refusals.malformed("Prefer", "no " + PREFERENCE + ": this call is not one transaction");
        }
        call.response.getHeaders().put("Preference-Applied", PREFERENCE);
        return true;
    }

    /** Returns the result of the work after rolling it back. */
    static <T> T of(Database database, Function<Tx, T> work) {
        try {
            return database.write(tx -> {
                throw new Undo(work.apply(tx));
            });
        } catch (Undo undone) {
            @SuppressWarnings("unchecked")
            T result = (T) undone.result;
            return result;
        }
    }

    /** An empty value counts as none (RFC 7240, 2); any other value is not a dry run known to this server. */
    private static boolean prefers(Call call) {
        for (String preference : call.elements("Prefer")) {
            String known =
                    FieldValue.parts(preference, ';').stream().findFirst().orElse("");
            String[] nameAndValue = known.split("=", 2);
            if (nameAndValue[0].strip().equalsIgnoreCase(PREFERENCE)) {
                String value = nameAndValue.length == 1 ? "" : nameAndValue[1].strip();
                if (!value.isEmpty() && !value.equals("\"\"")) {
                    throw Refusals.malformed("Prefer", PREFERENCE + " without a value");
                }
                return true;
            }
        }
        return false;
    }

    /** Thrown to roll back work that succeeded. */
    private static final class Undo extends RuntimeException {
        private final transient Object result;

        Undo(Object result) {
            super("dry run", null, false, false);
            this.result = result;
        }
    }
}
