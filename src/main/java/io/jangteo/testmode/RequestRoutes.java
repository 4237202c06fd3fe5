package io.jangteo.testmode;

import io.jangteo.database.Page;
import io.jangteo.web.RecordedRequest;
import io.jangteo.web.RequestJournal;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call that tells what was called, in test mode only. */
public final class RequestRoutes {
    /** What the pages of test mode ask again and again, which nobody wants to see in the journal. */
    public static final Set<String> LOOKS = Set.of("listRequests", "getShop", "listSnapshots", "listFaults");

    private static final String TEST_ID = "testId";

    private RequestRoutes() {}

    /** The last requests to the API, newest first. */
    public record RequestPage(
            List<RecordedRequest> requests, @Nullable String nextCursor) {}

    public static List<Route> of(RequestJournal journal) {
        return List.of(Route.get(Route.ADMIN + "/requests")
                .named("listRequests", "The last 10,000 requests to the API, newest first")
                .access(Access.ADMIN)
                .query(TEST_ID, "string", "Only those of this X-Test-Id")
                .paged()
                .replies(RequestPage.class)
                .reads(request -> page(journal, request.query(TEST_ID), request.page())));
    }

    private static RequestPage page(RequestJournal journal, Optional<String> testId, Page page) {
        List<RequestJournal.Entry> found = journal.before(
                page.beforeOrLast(),
                request -> testId.isEmpty() || testId.get().equals(request.testId()),
                page.limitPlusOne());
        return page.of(
                found,
                RequestJournal.Entry::number,
                (entries, cursor) -> new RequestPage(
                        entries.stream().map(RequestJournal.Entry::request).toList(), cursor));
    }
}
