package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;

/**
 * {@code Prefer: dry-run} (RFC 7240): the call is carried out by the same code in a transaction of its own, answered as
 * ever, and undone. The reply says so with {@code Preference-Applied: dry-run}.
 */
final class DryRun {
    private static final String PREFERENCE = "dry-run";

    private DryRun() {}

    /**
     * Whether the request is only to be tried.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if this call cannot be undone, or the preference has
     *     a value ({@code dry-run=yes}): it would be worse to do it than to refuse it
     */
    static boolean isAskedFor(Route route, Context context) {
        if (!prefers(context)) {
            return false;
        }
        if (!(route.handler() instanceof Route.Write)) {
            throw Refusals.malformed("Prefer", "no " + PREFERENCE + ": this call is not one transaction");
        }
        context.header("Preference-Applied", PREFERENCE);
        return true;
    }

    /** What the work gives; nothing of what it did stays. */
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

    /** An empty value is none (RFC 7240, 2); another one is no dry run that this server knows. */
    private static boolean prefers(Context context) {
        for (String preference : FieldValue.elements(context.req().getHeaders("Prefer"))) {
            List<String> parts = FieldValue.parts(preference, ';');
            String[] nameAndValue =
                    parts.isEmpty() ? new String[] {""} : parts.get(0).split("=", 2);
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

    /** Thrown to roll back what went well. */
    private static final class Undo extends RuntimeException {
        private final transient Object result;

        Undo(Object result) {
            super("dry run", null, false, false);
            this.result = result;
        }
    }
}
