package io.jangteo.dataplatform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Classifies addresses so that the sender cannot be used to reach an internal target. The ranges are those of the
 * special-purpose address registries (RFC 6890); an address that embeds an IPv4 address is judged by both.
 */
enum AddressKind {
    /** A globally reachable address. */
    PUBLIC("a public address"),
    /** This machine. */
    LOOPBACK("a loopback address"),
    /** A private network, a link, or a range reserved for a special purpose. */
    PRIVATE("a private or special address"),
    /** An address from which a cloud hands a machine its secrets. */
    METADATA("the address of a metadata service"),
    /** An address that no host can have: unspecified, multicast or reserved. */
    NOBODY("an address that no host can have");

    private static final List<Range> METADATA_SERVICES = ranges(
            "169.254.169.254/32", // most clouds
            "169.254.170.2/32", // containers' credentials
            "169.254.170.23/32",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
            "fd00:ec2::254/128",
            "fd00:ec2::23/128",
            "fd20:ce::254/128",
            "fd00:c1::a9fe:a9fe/128",
            "fe80::a9fe:a9fe/128");

    private static final List<Range> OF_NOBODY =
            ranges("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8");

    private static final List<Range> OF_LOOPBACK = ranges("127.0.0.0/8", "::1/128");

    private static final List<Range> OF_PRIVATE = ranges(
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a carrier's translation
            "169.254.0.0/16", // link-local
            "172.16.0.0/12",
            "192.0.0.0/24", // protocols
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "2001::/23", // protocols, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    /** The public IPv6 range; unique local, link-local, translated and discard-only addresses are outside it. */
    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

    private static final int VERSION_4_BYTES = 4;

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    /** The kind as a noun phrase for a sentence. */
    String words() {
        return words;
    }

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        AddressKind own = ofOwn(bytes);
        if (own == LOOPBACK || own == METADATA || own == NOBODY) {
            return own;
        }
        return carried(bytes)
                .map(AddressKind::ofOwn)
                // A loopback address behind a translator is not this machine.
                .map(kind -> kind == PUBLIC || kind == LOOPBACK ? PRIVATE : kind)
                .orElse(own);
    }

    private static AddressKind ofOwn(byte[] bytes) {
        if (isIn(METADATA_SERVICES, bytes)) {
            return METADATA;
        }
        if (isIn(OF_NOBODY, bytes)) {
            return NOBODY;
        }
        if (isIn(OF_LOOPBACK, bytes)) {
            return LOOPBACK;
        }
        boolean isGlobal = bytes.length == VERSION_4_BYTES || GLOBAL_UNICAST.has(bytes);
        return isGlobal && !isIn(OF_PRIVATE, bytes) ? PUBLIC : PRIVATE;
    }

    /** The IPv4 address embedded in an IPv6 transition address. */
    private static Optional<byte[]> carried(byte[] bytes) {
        for (Carrier carrier : Carrier.ALL) {
            if (carrier.range.has(bytes)) {
                byte[] inner = Arrays.copyOfRange(bytes, carrier.offset, carrier.offset + VERSION_4_BYTES);
                for (int i = 0; carrier.isInverted && i < inner.length; i++) {
                    inner[i] = (byte) ~inner[i];
                }
                return Optional.of(inner);
            }
        }
        boolean isIsatap = bytes.length > VERSION_4_BYTES
                && (bytes[8] & 0xfd) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && (bytes[11] & 0xff) == 0xfe;
        return isIsatap ? Optional.of(Arrays.copyOfRange(bytes, 12, 16)) : Optional.empty();
    }

    private static boolean isIn(List<Range> ranges, byte[] bytes) {
        return ranges.stream().anyMatch(range -> range.has(bytes));
    }

    private static List<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::of).toList();
    }

    /** The byte offset at which addresses of a range embed an IPv4 address, and whether it is inverted. */
    private record Carrier(Range range, int offset, boolean isInverted) {
        private static final List<Carrier> ALL = List.of(
                new Carrier(Range.of("::/96"), 12, false), // IPv4-compatible
                new Carrier(Range.MAPPED, 12, false),
                new Carrier(Range.of("::ffff:0:0:0/96"), 12, false), // translated, RFC 2765
                new Carrier(Range.of("64:ff9b::/96"), 12, false), // NAT64
                new Carrier(Range.of("64:ff9b:1::/48"), 12, false), // NAT64 of a network's own
                new Carrier(Range.of("2002::/16"), 2, false), // 6to4
                new Carrier(Range.of("2001::/32"), 12, true)); // Teredo
    }

    /** The addresses with a common prefix. */
    private record Range(byte[] first, int bits) {
        /** IPv4-mapped addresses; Java parses their text form as IPv4 addresses. */
        static final Range MAPPED = new Range(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);

        static Range of(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException thrown) {
                throw new IllegalArgumentException(text, thrown);
            }
        }

        boolean has(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
