package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from calling a server that trusts all callers: a page's host name can be made to point to this
 * machine (DNS rebinding), but the browser still sends that name as the {@code Host}.
 */
public final class HostCheck {
    /** Stands for any name among the further names. */
    private static final String ANY = "*";

    /** The name by which a container reaches its host. */
    private static final String CONTAINER_HOST = "host.docker.internal";

    private final Names names;
    private final Set<String> further;

    /** Caches the last accepted value, since callers repeat it. */
    private volatile @Nullable String lastTaken;

    /** The host names that a server answers to. */
    public enum Names {
        /** Any name: the server requires tokens, and may be behind a proxy that forwards names unknown to it. */
        ANY,
        /** The names of loopback. */
        LOOPBACK,
        /**
         * The names of loopback, any literal address, which no page can redirect, and a container's name for its host.
         */
        PUBLISHED
    }

    /** @param further additional accepted names, {@code *} for any */
    public HostCheck(Names names, List<String> further) {
        this.names = further.contains(ANY) ? Names.ANY : names;
        this.further =
                further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks the {@code Host} header of a request.
     *
     * @throws Problem {@code FORBIDDEN} if the request names another host
     */
    public void check(@Nullable String host) {
        if (names == Names.ANY || (host != null && host.equals(lastTaken))) {
            return;
        }
        Optional<HostName> name = host == null ? Optional.empty() : HostName.parse(host);
        if (name.filter(this::isOurs).isEmpty()) {
            throw Refusals.FORBIDDEN
                    .problem(name.map(HostName::name).orElse("NAME"))
                    .variant("HOST");
        }
        lastTaken = host;
    }

    private boolean isOurs(HostName host) {
        boolean published = names == Names.PUBLISHED
                && (host.address().isPresent() || host.name().equals(CONTAINER_HOST));
        return published || host.isLoopback() || further.contains(host.name());
    }
}
