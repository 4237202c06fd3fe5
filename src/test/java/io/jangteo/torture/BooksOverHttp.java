package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The shop's own proof that it adds up. */
final class BooksOverHttp {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private BooksOverHttp() {}

    /** The checks that found something, empty if the shop balances. A large shop is asked again until it is done. */
    static List<String> violations(ShopClient shop) {
        Response answer = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(() -> shop.get("/api/v1/admin/books"), found -> found.status() != 202);
        JsonNode books = answer.require(200).json();
        List<String> violations = new ArrayList<>();
        for (JsonNode check : books.get("checks")) {
            if (!check.get("violations").isEmpty()) {
                violations.add("the books do not balance: " + check);
            }
        }
        if (violations.isEmpty() && !books.get("balanced").asBoolean()) {
            violations.add("the books do not balance: " + books);
        }
        return violations;
    }
}
