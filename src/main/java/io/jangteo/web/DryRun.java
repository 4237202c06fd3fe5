package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.javalin.http.Context;
import java.util.Enumeration;
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
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if this call cannot be undone: it would be worse to
     *     do it than to refuse it
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

    private static boolean prefers(Context context) {
        Enumeration<String> headers = context.req().getHeaders("Prefer");
        while (headers.hasMoreElements()) {
            for (String preference : headers.nextElement().split(",")) {
                if (preference.split(";", 2)[0].strip().equalsIgnoreCase(PREFERENCE)) {
                    return true;
                }
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
