package io.jangteo.testkit;

import io.jangteo.web.RecordedRequest;
import java.util.List;
import java.util.Locale;

/**
 * The requests over HTTP that a test's program has made since the last reset, oldest first. Each method that chooses
 * leaves this object as it is: {@code shop.requests().to("POST", "/api/v1/orders").answered(201).count()}.
 */
public final class Requests {
    private final List<RecordedRequest> all;

    public Requests(List<RecordedRequest> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Chooses those to a path, as it was sent, without its query, or as a pattern such as
     * {@code /api/v1/orders/{orderId}/payment}.
     */
    public Requests to(String method, String path) {
        String route = method.toUpperCase(Locale.ROOT) + " " + path;
        return new Requests(all.stream()
                .filter(request -> request.method().equalsIgnoreCase(method))
                .filter(request -> request.route().equals(route)
                        || request.path().replaceFirst("\\?.*", "").equals(path))
                .toList());
    }

    /** Chooses those with this header {@code X-Test-Id}. */
    public Requests ofTest(String testId) {
        return new Requests(
                all.stream().filter(request -> testId.equals(request.testId())).toList());
    }

    /** Chooses those that were answered with this status. */
    public Requests answered(int status) {
        return new Requests(
                all.stream().filter(request -> request.status() == status).toList());
    }

    /** Chooses those that were refused with this code, such as {@code OUT_OF_STOCK}. */
    public Requests refused(String code) {
        return new Requests(
                all.stream().filter(request -> code.equals(request.code())).toList());
    }

    public List<RecordedRequest> list() {
        return all;
    }

    public int count() {
        return all.size();
    }

    /**
     * Returns the only one.
     *
     * @throws AssertionError if there is none, or another one; it lists them
     */
    public RecordedRequest one() {
        if (all.size() != 1) {
            throw new AssertionError("One request is expected, but there are " + this);
        }
        return all.get(0);
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder(all.size() + " requests");
        all.forEach(request -> lines.append("\n  ")
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" -> ")
                .append(request.status())
                .append(request.code() == null ? "" : " " + request.code()));
        return lines.toString();
    }
}
