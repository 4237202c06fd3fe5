package io.jangteo.cluster;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JDBC URL of PostgreSQL, in its parts. */
record DatabaseUrl(String text) {
    private static final Pattern PARTS = Pattern.compile("(jdbc:postgresql://[^/?]+/)([^?]*)(.*)");

    DatabaseUrl {
        if (!PARTS.matcher(text).matches()) {
            throw new IllegalArgumentException("not jdbc:postgresql://host:port/name?user=name: " + text);
        }
    }

    /** Returns the name of the database. */
    String name() {
        return part(2);
    }

    /** Returns the URL of another database of the same server. */
    String withName(String name) {
        return part(1) + name + part(3);
    }

    /** Returns the same URL with this port of this machine. */
    String withPort(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name() + part(3);
    }

    Properties properties(@Nullable String password) {
        Properties properties = new Properties();
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private String part(int group) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError(text);
        }
        return parts.group(group);
    }
}
