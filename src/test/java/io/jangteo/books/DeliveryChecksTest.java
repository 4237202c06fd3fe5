package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryChecksTest extends BooksOfAShop {
    private static final String BEFORE_ATTEMPTS_WERE_KEPT =
            "INSERT INTO setting (name, value) VALUES ('attempts-kept-after-delivery', '3')";

    @Test
    void a_delivery_whose_attempts_are_gone_is_found() {
        plant("DELETE FROM delivery_attempt");
        assertFound(
                "delivery 1: DELIVERED after 1 attempts, kept are 0 from 1 to 0, the last NONE",
                "delivery 2: PENDING after 2 attempts, kept are 0 from 1 to 0, the last NONE",
                "delivery 3: DEAD after 2 attempts, kept are 0 from 1 to 0, the last NONE",
                "delivery 4: DELIVERED after 1 attempts, kept are 0 from 1 to 0, the last NONE");
    }

    @Test
    void a_gap_among_the_attempts_is_found() {
        plant(
                "DELETE FROM delivery_attempt WHERE delivery_id = 4 AND number = 2",
                "DELETE FROM delivery_attempt WHERE delivery_id = 3 AND number = 1");
        assertFound(
                "delivery 3: DEAD after 2 attempts, kept are 1 from 2 to 2, the last DEAD",
                "delivery 4: DELIVERED after 1 attempts, kept are 2 from 1 to 3, the last DELIVERED");
    }

    @Test
    void a_delivery_that_counts_more_attempts_than_are_kept_is_found() {
        plant("UPDATE delivery SET attempts = 3 WHERE id = 2");
        assertFound("delivery 2: PENDING after 3 attempts, kept are 2 from 1 to 2, the last FAILED");
    }

    @Test
    void a_delivery_that_shows_something_else_than_its_last_attempt_is_found() {
        plant(
                "UPDATE delivery_attempt SET outcome = 'FAILED', error = 'x' WHERE delivery_id = 1",
                "UPDATE delivery_attempt SET outcome = 'DEAD' WHERE delivery_id = 2 AND number = 2",
                "UPDATE delivery_attempt SET outcome = 'FAILED' WHERE delivery_id = 3",
                "UPDATE delivery_attempt SET at = 461 WHERE delivery_id = 4 AND number = 3");
        assertFound(
                "delivery 1: DELIVERED after 1 attempts, kept are 1 from 1 to 1, the last FAILED",
                "delivery 2: PENDING after 2 attempts, kept are 2 from 1 to 2, the last DEAD",
                "delivery 3: DEAD after 2 attempts, kept are 2 from 1 to 2, the last FAILED",
                "delivery 4: DELIVERED after 1 attempts, kept are 3 from 1 to 3, the last DELIVERED");
    }

    @Test
    void a_delivery_that_no_attempt_was_ever_made_at_is_found_unless_it_waits() {
        plant("UPDATE delivery SET status = 'DEAD', next_attempt_at = NULL WHERE id = 5");
        assertFound("delivery 5: DEAD after 0 attempts, kept are 0 from 1 to 0, the last NONE");
    }

    @Test
    void a_replayed_delivery_keeps_the_attempts_before_and_waits_for_the_next() {
        plant("UPDATE delivery SET status = 'PENDING', attempts = 0, next_attempt_at = 900, delivered_at = NULL");
        assertThat(violations()).isEmpty();
    }

    @Test
    void deliveries_from_before_attempts_were_kept_need_not_have_any() {
        plant(BEFORE_ATTEMPTS_WERE_KEPT, "DELETE FROM delivery_attempt WHERE delivery_id <= 3");
        assertThat(violations()).isEmpty();
        plant("DELETE FROM delivery_attempt WHERE delivery_id = 4");
        assertFound("delivery 4: DELIVERED after 1 attempts, kept are 0 from 1 to 0, the last NONE");
    }

    @Test
    void deliveries_from_before_attempts_were_kept_have_all_from_their_first_one_on() {
        plant(
                BEFORE_ATTEMPTS_WERE_KEPT,
                "DELETE FROM delivery_attempt WHERE delivery_id = 2 AND number = 1",
                "DELETE FROM delivery_attempt WHERE delivery_id = 3 AND number = 2");
        assertFound("delivery 3: DEAD after 2 attempts, kept are 1 from 1 to 1, the last FAILED");
    }

    private void assertFound(String... violations) {
        assertThat(violations()).isEqualTo(Map.of("delivery-has-its-attempts", List.of(violations)));
    }

    @Test
    void a_delivery_that_shows_another_error_than_its_last_attempt_is_found() {
        plant("UPDATE delivery SET last_error = 'HTTP 500' WHERE id = 2");
        assertThat(violations())
                .isEqualTo(Map.of(
                        "delivery-has-its-attempts", List.of("delivery 2: shows HTTP 500, its last attempt HTTP 503")));
    }
}
