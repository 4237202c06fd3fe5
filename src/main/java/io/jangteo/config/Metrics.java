package io.jangteo.config;

/** Who may read a server's metrics. */
public enum Metrics {
    /** Anyone who can reach the server. */
    OPEN,
    /** The holder of the admin key. */
    ADMIN
}
