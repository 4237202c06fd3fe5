package io.jangteo.books;

import io.jangteo.web.Later;
import io.jangteo.web.Route;
import java.util.List;

/** The books over HTTP. */
public final class BooksRoutes {
    private static final long ASK_AGAIN_SECONDS = 2;

    private BooksRoutes() {}

    public static List<Route> of(BooksRuns runs) {
        return List.of(Route.get(Route.ADMIN + "/books")
                .named("checkBooks", "Proves that the books of the whole shop balance while it is in operation")
                .access(Route.Access.ADMIN)
                .replies(BooksReport.class)
                .repliesLater(BooksProgress.class)
                .reads(request -> answer(runs)));
    }

    private static Object answer(BooksRuns runs) {
        Object answer = runs.answer();
        return answer instanceof BooksProgress ? new Later(answer, ASK_AGAIN_SECONDS) : answer;
    }
}
