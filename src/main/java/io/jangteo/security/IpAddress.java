package io.jangteo.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses addresses in headers and flags. Never looks a name up. */
final class IpAddress {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern VERSION_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern VERSION_6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]{2,45})](:[0-9]{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]{7,15}):[0-9]{1,5}");

    private IpAddress() {}

    /** Parses a text that consists of an address only; an IPv4-mapped IPv6 address becomes an IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        boolean isVersion4 = VERSION_4.matcher(text).matches();
        if (!isVersion4 && (!text.contains(":") || !VERSION_6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // Java looks up neither an address of four numbers nor anything in brackets.
            return Optional.of(InetAddress.getByName(isVersion4 ? text : "[" + text + "]"));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Parses an address that may have brackets and a port, as in headers. */
    static Optional<InetAddress> parseWithPort(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            return bracketed.group(1).contains(":") ? parse(bracketed.group(1)) : Optional.empty();
        }
        Matcher withPort = WITH_PORT.matcher(text);
        return parse(withPort.matches() ? withPort.group(1) : text);
    }
}
