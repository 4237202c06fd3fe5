package io.jangteo.security;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name in a {@code Host} header, or in a proxy's copy of it.
 *
 * @param name in lower case, without a port; an IPv6 address without its brackets
 */
record HostName(String name) {
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9a-z._-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String LOOPBACK = "localhost";

    /** Parses a header; empty if it is not a host. */
    static Optional<HostName> parse(String header) {
        Matcher host = WITH_PORT.matcher(header);
        if (!host.matches()) {
            return Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        boolean bracketed = name.startsWith("[");
        HostName parsed = new HostName(bracketed ? name.substring(1, name.length() - 1) : name);
        boolean isVersion6 = name.contains(":") && parsed.address().isPresent();
        return bracketed && !isVersion6 ? Optional.empty() : Optional.of(parsed);
    }

    Optional<InetAddress> address() {
        return IpAddress.parse(name);
    }

    /** Whether it refers to this machine, independently of external name servers. */
    boolean isLoopback() {
        return name.equals(LOOPBACK)
                || name.endsWith("." + LOOPBACK)
                || address().filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
