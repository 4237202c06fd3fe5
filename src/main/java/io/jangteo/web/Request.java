package io.jangteo.web;

import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Tx;
import io.jangteo.idempotency.Reply;
import io.jangteo.json.Json;
import io.jangteo.json.Reasoned;
import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** A request as a route sees it: strictly parsed, from a known caller. */
public final class Request {
    /** The query parameter of calls that can answer for a past moment. */
    static final String AT = "at";

    private static final int ID_MAX_DIGITS = 18;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1," + ID_MAX_DIGITS + "}");

    private final Call call;
    private final Route route;
    private final ChangeLog changeLog;
    private final Map<String, String> pathParameters;
    private final Map<String, String> queries;
    private final Caller caller;
    private final InstantSource clock;
    private final @Nullable Object body;
    private final int rows;
    private @Nullable String target;

    Request(
            Call call,
            Route route,
            ChangeLog changeLog,
            Map<String, String> queries,
            InstantSource clock,
            @Nullable Object body,
            int rows) {
        this.call = call;
        this.pathParameters = call.pathParameters();
        this.route = route;
        this.changeLog = changeLog;
        this.queries = queries;
        this.caller = call.caller;
        this.clock = clock;
        this.body = body;
        this.rows = rows;
    }

    /** Returns the body as the record that the route declared. */
    public <T> T body(Class<T> type) {
        return type.cast(Objects.requireNonNull(body));
    }

    /** Returns an id from the path. */
    public long id(String parameter) {
        return number(parameter, path(parameter));
    }

    public String path(String parameter) {
        return Objects.requireNonNull(pathParameters.get(parameter));
    }

    public Optional<String> query(String parameter) {
        return Optional.ofNullable(queries.get(parameter));
    }

    /** Answers with a file, to be saved under its own name; the route replies with a {@link Download}. */
    public Reply download(Path file) {
        call.download = Download.of(file);
        replyHeader("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
        return new Reply(200, Download.MEDIA_TYPE, null, new byte[0]);
    }

    /** Returns a whole number that the query must contain. */
    public long requiredNumber(String parameter) {
        return number(parameter, query(parameter).orElse(""));
    }

    /** Returns a whole number that the query may contain. */
    public Optional<Long> optionalNumber(String parameter) {
        return query(parameter).map(text -> number(parameter, text));
    }

    /** Returns a header that has a value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(call.header(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the elements of a list from all lines of the header. */
    List<String> elements(String name) {
        return call.elements(name);
    }

    /** Returns the path as it was sent. */
    String path() {
        return call.path();
    }

    /** Sets a header of the reply, which replaces another of the same name. */
    void replyHeader(String name, String value) {
        call.response.getHeaders().put(name, value);
    }

    /** Lets the reply say that it depends on this header of the request as well. */
    void replyVariesBy(HttpHeader name) {
        call.response.getHeaders().add(HttpHeader.VARY, name.asString());
    }

    /** Returns whether the caller names the media type among those that it accepts. */
    public boolean accepts(String mediaType) {
        return elements(HttpHeader.ACCEPT.asString()).stream()
                .flatMap(element -> FieldValue.parts(element, ';').stream().limit(1))
                .anyMatch(mediaType::equalsIgnoreCase);
    }

    public boolean flag(String parameter) {
        return optionalFlag(parameter).orElse(false);
    }

    /** Returns a truth value that the query may contain. */
    public Optional<Boolean> optionalFlag(String parameter) {
        return query(parameter).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.malformed(parameter, "true or false");
        });
    }

    /** Returns the caller's own id of something, which the query may contain. */
    public Optional<String> optionalReference(String parameter) {
        return query(parameter).map(text -> Expect.reference(parameter, text));
    }

    /** Returns a part of a name to search for, which the query may contain. */
    public Optional<String> optionalPart(String parameter) {
        return query(parameter).map(text -> Expect.part(parameter, text));
    }

    /** Returns a date that the query may contain. */
    public Optional<LocalDate> optionalDate(String parameter) {
        return query(parameter).map(text -> {
            try {
                // Years of other lengths would be dates too.
                if (text.length() == "2026-11-22".length()) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeException thrown) {
                // Refused below.
            }
            throw Refusals.malformed(parameter, "a date such as 2026-11-22");
        });
    }

    /** Returns what the query parameter chooses by its name. */
    public <T> T choice(String parameter, Map<String, T> choices, String byDefault) {
        T chosen = choices.get(query(parameter).orElse(byDefault));
        if (chosen == null) {
            throw Refusals.malformed(parameter, "one of " + new TreeSet<>(choices.keySet()));
        }
        return chosen;
    }

    /** Returns the values listed in a comma-separated query parameter; all of them if it is absent. */
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

    /**
     * Returns the moment given by the query parameter {@code at}.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if it is not a time, or lies in the future
     */
    public AsOf asOf() {
        Optional<String> text = query(AT);
        if (text.isEmpty()) {
            return AsOf.NOW;
        }
        try {
            // An unescaped plus arrives as a space, which a time never contains.
            Instant moment = Json.instant(text.get().replace(' ', '+'));
            if (!moment.isAfter(clock.instant())) {
                return new AsOf(moment);
            }
        } catch (DateTimeException thrown) {
            // Refused below.
        }
        throw Refusals.malformed(AT, "a time that has passed, such as 2026-11-22T09:00:00+09:00");
    }

    public Page page() {
        return page(rows);
    }

    public Page page(int defaultLimit) {
        return Page.of(queries.get(Page.LIMIT), queries.get(Page.CURSOR), defaultLimit, list());
    }

    /** Returns the part that is asked for of a list in another order than that of its ids. */
    public SortedPage sortedPage() {
        return SortedPage.of(queries.get(Page.LIMIT), queries.get(Page.CURSOR), rows, list());
    }

    /**
     * Checks that this request may act as the user, and returns the user's id.
     *
     * @throws io.jangteo.problem.Problem {@code FORBIDDEN} if the caller's token is another user's
     */
    public long actingAs(long userId) {
        caller.mustBe(userId);
        return userId;
    }

    /** Returns the user in the path, as whom this request acts. */
    public long userId() {
        return actingAs(id("userId"));
    }

    /**
     * Checks that the owner's key sent this request.
     *
     * @throws io.jangteo.problem.Problem {@code FORBIDDEN}
     */
    public void requireOwner() {
        if (!caller.equals(Caller.Administrator.OWNER)) {
            throw Refusals.FORBIDDEN.problem().variant("OWNER");
        }
    }

    /** Says what the request is about if neither its path nor what it creates does: {@code users/1}. */
    public void about(String thing) {
        target = thing;
    }

    /**
     * Notes this request in the transaction of what it changes, as that transaction's last step; nothing if no
     * administrator sent it. What is one transaction is noted without a call.
     */
    public void note(Tx tx) {
        note(tx, null);
    }

    /** Whether {@link #note} notes anything. */
    boolean isNoted() {
        return caller instanceof Caller.Administrator;
    }

    /** @param created the path of what the request created, if it did */
    void note(Tx tx, @Nullable String created) {
        if (caller instanceof Caller.Administrator administrator) {
            String about = target == null ? AuditTarget.of(route.path(), call.path(), created) : target;
            String reason = body instanceof Reasoned reasoned ? reasoned.reason() : null;
            changeLog.note(tx, new Change(administrator.key(), route.operation(), about, reason, call.requestId));
        }
    }

    /** Identifies this list, whatever its limit, which may change from page to page. */
    private String list() {
        Map<String, String> filters = new TreeMap<>(queries);
        filters.keySet().removeAll(Set.of(Page.LIMIT, Page.CURSOR));
        return route.operation() + new TreeMap<>(pathParameters) + filters;
    }

    private static long number(String parameter, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Refusals.malformed(parameter, "a whole number of 1 to " + ID_MAX_DIGITS + " digits");
        }
        return Long.parseLong(text);
    }
}
