package io.jangteo.web;

import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a route sees it: strictly read, and from a known caller. */
public final class Request {
    private static final int ID_MAX_DIGITS = 18;

    private final Context context;
    private final Map<String, String> queries;
    private final Caller caller;
    private final @Nullable Object body;

    Request(Context context, Map<String, String> queries, Caller caller, @Nullable Object body) {
        this.context = context;
        this.queries = queries;
        this.caller = caller;
        this.body = body;
    }

    /** The body as the record that the route declared. */
    public <T> T body(Class<T> type) {
        return type.cast(body);
    }

    /** An id in the path. */
    public long id(String parameter) {
        return number(parameter, context.pathParam(parameter));
    }

    public String path(String parameter) {
        return context.pathParam(parameter);
    }

    public Optional<String> query(String parameter) {
        return Optional.ofNullable(queries.get(parameter));
    }

    /** A whole number that the query must have. */
    public long requiredNumber(String parameter) {
        return number(parameter, query(parameter).orElse(""));
    }

    /** A whole number that the query may have. */
    public Optional<Long> optionalNumber(String parameter) {
        return query(parameter).map(text -> number(parameter, text));
    }

    public boolean flag(String parameter) {
        return switch (query(parameter).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.malformed(parameter, "true or false");
        };
    }

    /** The values that a comma-separated query parameter chooses; all of them if it is absent. */
    public <E extends Enum<E>> EnumSet<E> choices(String parameter, Class<E> type) {
        EnumSet<E> all = EnumSet.allOf(type);
        Optional<String> asked = query(parameter);
        if (asked.isEmpty()) {
            return all;
        }
        EnumSet<E> chosen = EnumSet.noneOf(type);
        for (String name : asked.get().split(",", -1)) {
            chosen.add(all.stream()
                    .filter(value -> value.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refusals.malformed(parameter, "one or more of " + all)));
        }
        return chosen;
    }

    public Page page() {
        return page(Page.LIMIT_DEFAULT);
    }

    public Page page(int defaultLimit) {
        return Page.of(queries.get("limit"), queries.get("cursor"), defaultLimit);
    }

    /**
     * The user in whose name this request acts.
     *
     * @throws io.jangteo.problem.Problem {@code FORBIDDEN} if the caller's token is another user's
     */
    public long actingAs(long userId) {
        caller.mustBe(userId);
        return userId;
    }

    /** The user in the path, in whose name this request acts. */
    public long userId() {
        return actingAs(id("userId"));
    }

    private static long number(String parameter, String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= ID_MAX_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw Refusals.malformed(parameter, "a whole number of 1 to " + ID_MAX_DIGITS + " digits");
        }
        return Long.parseLong(text);
    }
}
