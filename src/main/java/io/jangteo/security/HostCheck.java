package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from reaching a server that only this machine can reach: a page's host name can be made to point to
 * 127.0.0.1 (DNS rebinding), but the browser still sends that name as the {@code Host}.
 */
public final class HostCheck {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private final boolean loopback;

    /** @param loopback whether the server listens on loopback; on any other it has names that it cannot know */
    public HostCheck(boolean loopback) {
        this.loopback = loopback;
    }

    /** @throws Problem {@code FORBIDDEN} if the request was meant for another host */
    public void check(@Nullable String host) {
        if (loopback && (host == null || !LOOPBACK.matcher(host).matches())) {
            throw Refusals.FORBIDDEN.because();
        }
    }
}
