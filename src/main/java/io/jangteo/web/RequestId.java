package io.jangteo.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each request an id that is in its reply, in the log and in a refusal, so that the three can be matched. */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** Returns the caller's own id if it is short and plain, else a new one. */
    static String of(@Nullable String header) {
        if (header != null && ACCEPTED.matcher(header).matches()) {
            return header;
        }
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
