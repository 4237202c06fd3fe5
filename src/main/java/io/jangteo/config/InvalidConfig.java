package io.jangteo.config;

import java.util.List;

/** Thrown for invalid settings: every complaint at once, each on a line that names its flag or variable. */
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
