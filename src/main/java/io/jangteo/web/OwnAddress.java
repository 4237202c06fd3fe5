package io.jangteo.web;

import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address at which a server calls its own HTTP port. */
public final class OwnAddress {
    private OwnAddress() {}

    /**
     * A server that listens on every address is called on loopback; a loopback address is spelt as the check of the
     * {@code Host} header expects.
     *
     * @param host on which the server listens
     * @return without a slash at the end
     */
    public static String url(String host, int port) {
        try {
            return "http://" + text(InetAddress.getByName(host)) + ":" + port;
        } catch (UnknownHostException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String text(InetAddress address) {
        boolean version6 = address instanceof Inet6Address;
        if (address.isAnyLocalAddress()) {
            return version6 ? "[::1]" : "127.0.0.1";
        }
        if (!version6) {
            return address.getHostAddress();
        }
        return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
    }
}
