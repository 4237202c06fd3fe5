package io.jangteo.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines the address of a request's sender. Believes only trusted proxies: the caller is the address nearest to
 * this server that is not a trusted proxy's. {@code Forwarded} takes precedence over {@code X-Forwarded-For}.
 */
public final class ClientAddress {
    /** Length of the IPv6 network that one household or machine typically gets. */
    private static final int NETWORK_BYTES = 8;

    private final List<Network> trusted;

    /** @param trusted the networks of the trusted proxies */
    public ClientAddress(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Whether the other end of the connection is a trusted proxy. */
    public boolean isTrusted(String remoteAddress) {
        return !trusted.isEmpty()
                && address(remoteAddress).filter(this::isTrusted).isPresent();
    }

    /**
     * The caller's address. If a proxy gives none or a malformed one, that proxy is the caller.
     *
     * @param remoteAddress the other end of the connection
     * @param forwarded the lines of the header {@code Forwarded}
     * @param forwardedFor the lines of the header {@code X-Forwarded-For}
     */
    public String of(String remoteAddress, List<String> forwarded, List<String> forwardedFor) {
        Optional<InetAddress> remote = address(remoteAddress);
        if (remote.isEmpty()) {
            return remoteAddress;
        }
        InetAddress caller = remote.get();
        List<String> hops = hops(forwarded, forwardedFor);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(caller); i--) {
            Optional<InetAddress> hop = IpAddress.parseWithPort(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            caller = hop.get();
        }
        return caller.getHostAddress();
    }

    /** The unit for rate limits: an IPv4 address, or the /64 network of an IPv6 address. */
    public static String group(String address) {
        Optional<InetAddress> parsed = address(address);
        if (parsed.isPresent() && parsed.get() instanceof Inet6Address) {
            byte[] bytes = parsed.get().getAddress();
            return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "::/64";
        }
        return parsed.map(InetAddress::getHostAddress).orElse(address);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> hops(List<String> forwarded, List<String> forwardedFor) {
        List<String> hops = new ArrayList<>();
        if (forwarded.isEmpty()) {
            forwardedFor.stream()
                    .flatMap(line -> Stream.of(line.split(",")))
                    .map(String::strip)
                    .forEach(hops::add);
        } else {
            Forwarded.elements(forwarded).forEach(element -> hops.add(element.getOrDefault("for", "")));
        }
        return hops;
    }

    /** Parses the remote address, which may have brackets and an interface (zone). */
    private static Optional<InetAddress> address(String remoteAddress) {
        String plain = remoteAddress.startsWith("[") && remoteAddress.endsWith("]")
                ? remoteAddress.substring(1, remoteAddress.length() - 1)
                : remoteAddress;
        int zone = plain.indexOf('%');
        return IpAddress.parse(zone < 0 ? plain : plain.substring(0, zone));
    }
}
