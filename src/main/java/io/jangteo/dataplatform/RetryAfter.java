package io.jangteo.dataplatform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The header {@code Retry-After}, RFC 9110, section 10.2.3: seconds, or a date in the preferred format (IMF-fixdate).
 */
final class RetryAfter {
    /** Longer than anyone waits; more digits mean the same. */
    private static final int DIGITS_MAX = 9;

    private RetryAfter() {}

    /** The requested delay from now on; zero if the header is absent, malformed or a past date. */
    static Duration of(Optional<String> header, Instant now) {
        return header.map(value -> delay(value.strip(), now))
                .filter(delay -> !delay.isNegative())
                .orElse(Duration.ZERO);
    }

    private static Duration delay(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return value.length() > DIGITS_MAX ? BackOff.RETRY_AFTER_MAX : Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant moment = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, moment);
        } catch (DateTimeException thrown) {
            return Duration.ZERO;
        }
    }
}
