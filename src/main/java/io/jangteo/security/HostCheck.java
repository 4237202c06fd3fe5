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
 * Keeps web pages from reaching a server that trusts whoever reaches it: a page's host name can be made to point to this
 * machine (DNS rebinding), but the browser still sends that name as the {@code Host}.
 */
public final class HostCheck {
    /** Among the further names: any name. */
    private static final String ANY = "*";

    /** By this name a container knows the machine that it runs on. */
    private static final String CONTAINER_HOST = "host.docker.internal";

    private final Names names;
    private final Set<String> further;

    /** Callers say the same again and again. */
    private volatile @Nullable String lastTaken;

    /** Which names a server answers to. */
    public enum Names {
        /** Any: it asks for tokens, and may stand behind a proxy that passes on names that it cannot know. */
        ANY,
        /** Those of loopback. */
        LOOPBACK,
        /** Those of loopback, any address, which no page can have pointed elsewhere, and a container's for its host. */
        PUBLISHED
    }

    /** @param further other names that it answers to, {@code *} for any */
    public HostCheck(Names names, List<String> further) {
        this.names = further.contains(ANY) ? Names.ANY : names;
        this.further =
                further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Problem {@code FORBIDDEN} if the request was meant for another host */
    public void check(@Nullable String host) {
        if (names == Names.ANY || host != null && host.equals(lastTaken)) {
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
