package io.jangteo.dataplatform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The receiver of the webhooks, and the rule for which addresses behind its name may be connected to: loopback always,
 * cloud metadata services never.
 *
 * @param address the receiver's URL, {@code http} or {@code https}
 * @param privateAllowed whether private addresses and plain http are allowed
 */
public record Destination(URI address, boolean privateAllowed) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String ALLOWED_BY_FLAG = "; --data-platform-private allows it";
    private static final String PLAIN_HTTP = "plain http is for loopback alone" + ALLOWED_BY_FLAG;

    /**
     * @throws IllegalArgumentException if the address is not a web address or has a user name; the message does not
     *     repeat it
     */
    public Destination {
        if (!isWeb(address) || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("Expected an http:// or https:// address without a user name");
        }
    }

    /** Whether the address is an http or https URL with a host. */
    public static boolean isWeb(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    }

    /** The reason why nothing can ever be sent there, as far as it is known without a name lookup. */
    public Optional<String> complaint() {
        Optional<InetAddress> literal = literal();
        if (literal.isPresent()) {
            return refusal(literal.get()).map(reason -> host() + " is " + reason);
        }
        boolean isLocal = host().equalsIgnoreCase("localhost")
                || host().toLowerCase(Locale.ROOT).endsWith(".localhost");
        return isTls() || privateAllowed || isLocal ? Optional.empty() : Optional.of(PLAIN_HTTP);
    }

    /**
     * Looks the name up; the result is valid for one attempt.
     *
     * @return the addresses that may be connected to, at least one
     * @throws NotSent if there is none
     */
    List<InetAddress> resolve(Resolver resolver) throws NotSent {
        InetAddress[] found;
        try {
            found = resolver.resolve(host());
        } catch (UnknownHostException thrown) {
            throw new NotSent("there is no address for " + host());
        }
        List<InetAddress> allowed =
                Arrays.stream(found).filter(each -> refusal(each).isEmpty()).toList();
        if (allowed.isEmpty()) {
            InetAddress first = found[0];
            throw new NotSent(host() + " has the address " + first.getHostAddress() + ", "
                    + refusal(first).orElseThrow());
        }
        return allowed;
    }

    boolean isTls() {
        return address.getScheme().equalsIgnoreCase("https");
    }

    /** The address without its path and query, which may hold a secret. */
    String origin() {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getHost() + port;
    }

    /** The host, without the brackets of an IPv6 address. */
    String host() {
        String host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int standard = isTls() ? HTTPS_PORT : HTTP_PORT;
        return address.getPort() < 0 ? standard : address.getPort();
    }

    private Optional<String> refusal(InetAddress candidate) {
        AddressKind kind = AddressKind.of(candidate);
        return switch (kind) {
            case LOOPBACK -> Optional.empty();
            case METADATA, NOBODY -> Optional.of(kind.words());
            case PRIVATE -> privateAllowed ? Optional.empty() : Optional.of(kind.words() + ALLOWED_BY_FLAG);
            case PUBLIC ->
                isTls() || privateAllowed ? Optional.empty() : Optional.of(kind.words() + ", and " + PLAIN_HTTP);
        };
    }

    /** The address if the host is an address and not a name. */
    private Optional<InetAddress> literal() {
        if (!host().contains(":") && !host().matches("[0-9.]++")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host()));
        } catch (UnknownHostException thrown) {
            return Optional.empty();
        }
    }

    /** Looks up all addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
