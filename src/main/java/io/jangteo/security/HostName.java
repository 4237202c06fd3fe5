package io.jangteo.security;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name in a {@code Host} header, or in one that a proxy made of it.
 *
 * @param name in lower case, without a port; an address of version 6 without its brackets
 */
record HostName(String name) {
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9a-z._-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String LOOPBACK = "localhost";

    /** Empty for what is no host. */
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

    /** Whether no name server outside of this machine has a say in where it points to. */
    boolean isLoopback() {
        return name.equals(LOOPBACK)
                || name.endsWith("." + LOOPBACK)
                || address().filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
