package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps others out of a server that trusts whoever reaches it, where a proxy on this machine lets them in: a request that
 * says that it came from another machine is refused. A proxy for development, whose headers name this machine, is not.
 */
public final class LocalCallers {
    /** In which proxies write whom they act for. */
    private static final List<String> ADDRESSES = List.of(
            "X-Forwarded-For",
            "X-Original-Forwarded-For",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "Fastly-Client-IP");

    /** In which proxies write what they were called. */
    private static final List<String> HOSTS = List.of("X-Forwarded-Host", "X-Original-Host");

    /** All that are looked at, in any case of their letters; a request without any of them has nothing to check. */
    public static final Set<String> HEADERS = names();

    private final boolean required;

    /** @param required whether callers have to be of this machine */
    public LocalCallers(boolean required) {
        this.required = required;
    }

    /**
     * Checks what a request says of its way.
     *
     * @param headers the lines of a header, by its name
     * @throws Problem {@code FORBIDDEN} if any hop is not of this machine, or is kept secret
     */
    public void check(Function<String, List<String>> headers) {
        if (!required) {
            return;
        }
        for (Map<String, String> element : Forwarded.elements(headers.apply("Forwarded"))) {
            boolean local = !element.isEmpty()
                    && isLocal(element.getOrDefault("for", "localhost"))
                    && isLocal(element.getOrDefault("host", "localhost"));
            require("Forwarded", local);
        }
        Stream.concat(ADDRESSES.stream(), HOSTS.stream())
                .forEach(name -> headers.apply(name).stream()
                        .flatMap(line -> Stream.of(line.split(",")))
                        .map(String::strip)
                        .filter(hop -> !hop.isEmpty())
                        .forEach(hop -> require(name, isLocal(hop))));
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.add("Forwarded");
        names.addAll(ADDRESSES);
        names.addAll(HOSTS);
        return Collections.unmodifiableSet(names);
    }

    private static boolean isLocal(String hop) {
        Optional<InetAddress> address = IpAddress.parseWithPort(hop);
        return address.map(InetAddress::isLoopbackAddress)
                .orElseGet(
                        () -> HostName.parse(hop).filter(HostName::isLoopback).isPresent());
    }

    private static void require(String header, boolean local) {
        if (!local) {
            throw Refusals.FORBIDDEN.problem(header).variant("ELSEWHERE");
        }
    }
}
