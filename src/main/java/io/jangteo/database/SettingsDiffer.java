package io.jangteo.database;

import java.util.List;

/** A server's settings are not those that its database's servers share. */
public final class SettingsDiffer extends RuntimeException {
    private final transient List<String> complaints;

    SettingsDiffer(List<String> complaints) {
        super(String.join("; ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** Returns a sentence on each difference, which begins with the setting's flag. */
    public List<String> complaints() {
        return complaints;
    }
}
