package io.jangteo.config;

/** The severity of log lines; each level includes the ones before it. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
