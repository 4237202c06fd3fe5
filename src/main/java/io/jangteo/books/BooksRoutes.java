package io.jangteo.books;

import io.jangteo.web.Route;
import java.util.List;

/** The books over HTTP. */
public final class BooksRoutes {
    private BooksRoutes() {}

    public static List<Route> of(Books books) {
        return List.of(Route.get(Route.ADMIN + "/books")
                .named("checkBooks", "Proves from one snapshot that the whole shop adds up")
                .access(Route.Access.ADMIN)
                .replies(BooksReport.class)
                .reads(request -> books.check()));
    }
}
