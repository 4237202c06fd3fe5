package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.web.BareServer;
import io.jangteo.web.OpenApiContract;
import io.jangteo.web.Server;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books over HTTP for a shop that is too large for an immediate answer. */
class LargeBooksRoutesTest extends BooksOfAShop {
    private static final String KEY = "a-key-for-the-test";

    @TempDir
    Path keys;

    @Test
    void the_books_of_a_large_shop_are_promised_and_then_given() {
        HeldDatabase held = new HeldDatabase(database);
        try (BooksRuns runs = new BooksRuns(new Books(held), InstantSource.system(), Duration.ZERO, System::nanoTime);
                Server server = BareServer.of(database, keys, KEY, BooksRoutes.of(runs))) {
            server.start();
            String url = "http://127.0.0.1:" + server.port();
            Response promise = books(url);
            assertThat(promise.status()).isEqualTo(202);
            assertThat(promise.text()).isEqualTo("{\"done\":0,\"of\":37}");
            assertThat(promise.header("Retry-After")).isEqualTo("2");
            held.letThrough();
            await().until(() -> books(url).status() == 200);
            assertThat(books(url).json().path("balanced").booleanValue()).isTrue();
        }
    }

    private static Response books(String url) {
        return ApiCall.to(url)
                .checkedBy(new OpenApiContract(url)::hold)
                .bearer(KEY)
                .get("/api/v1/admin/books");
    }
}
