package io.jangteo.config;

import java.util.List;

/** What was asked for cannot be: every complaint at once, each a line that names its flag or variable. */
public final class InvalidConfig extends RuntimeException {
    private final transient List<String> complaints;

    InvalidConfig(List<String> complaints) {
        super(String.join("; ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    public List<String> complaints() {
        return complaints;
    }
}
