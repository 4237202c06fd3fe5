package io.jangteo.config;

/** What a server does if a setting that all servers of one database share differs from the stored one. */
public enum OnDifference {
    /** Refuses to start. */
    KEEP,
    /** Stores its own setting, if no other server runs. */
    ADOPT
}
