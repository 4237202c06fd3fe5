package io.jangteo.config;

import io.jangteo.dataplatform.Destination;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.WebhookSecret;
import io.jangteo.security.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The meaning of a setting's text. If several kinds have the same type, the setting must name one. */
public enum Kind {
    SWITCH(boolean.class, "", "true or false", "(?i)true|false", Boolean::valueOf),
    COUNT(int.class, "N", "a whole number", "[0-9]{1,18}", text -> Math.toIntExact(Long.parseLong(text))),
    AMOUNT(long.class, "N", "a whole number", "[0-9]{1,18}", Long::valueOf),
    DURATION(Duration.class, "DURATION", "an ISO 8601 duration", Duration::parse),
    PATH(Path.class, "DIR", PathText.expected(), PathText::parse),
    ZONE(ZoneId.class, "ZONE", "a time zone such as Asia/Seoul", ZoneId::of),
    WEB_ADDRESS(URI.class, "URL", "an https:// address, or http:// on loopback", Kind::webAddress),
    HOST(String.class, "ADDRESS", "a host name or address", Kind::host),
    HOST_NAME(String.class, "NAME", "host names without a port, or *", Kind::hostName),
    ORIGIN(String.class, "ORIGIN", "origins such as https://shop.example", Kind::origin),
    NETWORK(Network.class, "ADDRESS", "addresses or networks such as 10.0.0.0/8", Network::parse),
    ADMIN_KEY(String.class, "KEY", "16 to 256 visible ASCII characters", "[!-~]{16,256}", text -> text),
    PASSWORD(String.class, "PASSWORD", "1 to 1024 characters", "(?s).{1,1024}", text -> text),
    DATABASE(
            String.class,
            "URL",
            "jdbc:postgresql://host/name?user=… without a password, which belongs in JANGTEO_DATABASE_PASSWORD",
            "jdbc:postgresql://[^/?#@\\s]+/[^/?#\\s]+([?][^#\\s]*)?",
            Kind::database),
    /** A {@link #PATH} or a {@link #DATABASE}. */
    PLACE(
            String.class,
            "PLACE",
            "a directory, or jdbc:postgresql://host/name without a password, which belongs in JANGTEO_DATABASE_PASSWORD",
            Kind::place),
    REDIS(
            URI.class,
            "URL",
            "redis://host:port without a password, which belongs in JANGTEO_REDIS_PASSWORD",
            Kind::redis),
    EVENT_TYPE(String.class, "TYPE", "* or types of events: " + EventType.list(), Kind::eventType),
    WEBHOOK_SECRET(String.class, "SECRET", WebhookSecret.PREFIX + " and 24 to 64 bytes in Base64", Kind::webhookSecret),
    /** One of the constants of an {@code enum}. */
    CHOICE(Enum.class, "", "", text -> text.toUpperCase(Locale.ROOT));

    private final Class<?> type;
    final String label;
    final String expected;
    private final String pattern;
    private final Function<String, ?> parser;

    Kind(Class<?> type, String label, String expected, Function<String, ?> parser) {
        this(type, label, expected, "(?s).*", parser);
    }

    Kind(Class<?> type, String label, String expected, String pattern, Function<String, ?> parser) {
        this.type = type;
        this.label = label;
        this.expected = expected;
        this.pattern = pattern;
        this.parser = parser;
    }

    static Kind of(Class<?> type) {
        return Stream.of(values())
                .filter(kind -> kind.type.isAssignableFrom(type))
                .findFirst()
                .orElseThrow();
    }

    /** @throws RuntimeException if the text is not of this kind */
    Object parse(String text) {
        require(text.matches(pattern));
        return parser.apply(text);
    }

    private static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean nameOrVersion4 = host.matches("[0-9A-Za-z]([0-9A-Za-z.-]{0,252}[0-9A-Za-z])?");
        boolean version6 = (host.matches("[0-9A-Fa-f:.]{2,45}") && host.contains("::"))
                || host.matches("([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}");
        require(nameOrVersion4 || version6);
        return host;
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.matches("(0{0,4}:){2,7}0{0,3}1");
    }

    private static String hostName(String text) {
        return text.equals("*") ? text : host(text).toLowerCase(Locale.ROOT);
    }

    /** Spells it as browsers do: without the default port and without anything after the port. */
    private static String origin(String text) {
        URI origin = webAddress(text.toLowerCase(Locale.ROOT));
        require(origin.getRawPath().isEmpty() && origin.getRawQuery() == null && origin.getUserInfo() == null);
        boolean isUsualPort = origin.getPort() == -1
                || origin.getPort() == (origin.getScheme().equals("http") ? 80 : 443);
        return origin.getScheme() + "://" + origin.getHost() + (isUsualPort ? "" : ":" + origin.getPort());
    }

    private static URI webAddress(String text) {
        URI address = URI.create(text);
        require(Destination.isWeb(address) && address.getFragment() == null);
        return address;
    }

    private static String database(String text) {
        require(!text.toLowerCase(Locale.ROOT).contains("password="));
        return text;
    }

    private static String place(String text) {
        return text.startsWith("jdbc:")
                ? (String) DATABASE.parse(text)
                : PathText.parse(text).toString();
    }

    private static URI redis(String text) {
        URI address = URI.create(text);
        require(text.matches("rediss?://.*") && address.getHost() != null && address.getRawUserInfo() == null);
        require(address.getRawQuery() == null && address.getFragment() == null);
        return address;
    }

    private static String eventType(String text) {
        require(text.equals(EventType.ALL) || EventType.find(text).isPresent());
        return text;
    }

    /** As defined by the Standard Webhooks specification. */
    private static String webhookSecret(String text) {
        WebhookSecret.parse(text);
        return text;
    }

    private static void require(boolean isWellFormed) {
        if (!isWellFormed) {
            throw new IllegalArgumentException();
        }
    }
}
