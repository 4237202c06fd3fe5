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
 * Protects a server that trusts all callers from outside callers that come through a proxy on this machine: refuses
 * requests whose headers name another machine. A development proxy, whose headers name this machine, is accepted.
 */
public final class LocalCallers {
    /** Headers in which proxies name their client. */
    private static final List<String> ADDRESSES = List.of(
            "X-Forwarded-For",
            "X-Original-Forwarded-For",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "Fastly-Client-IP");

    /** Headers in which proxies name the requested host. */
    private static final List<String> HOSTS = List.of("X-Forwarded-Host", "X-Original-Host");

    /** All checked headers, case-insensitive; a request without any of them needs no check. */
    public static final Set<String> HEADERS = names();

    private final boolean required;

    /** @param required whether callers must be on this machine */
    public LocalCallers(boolean required) {
        this.required = required;
    }

    /**
     * Checks the origin that a request's headers state.
     *
     * @param headers returns the lines of a header by its name
     * @throws Problem {@code FORBIDDEN} if any hop is not on this machine, or is hidden
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
