package io.jangteo.torture;

import java.util.List;
import java.util.Map;

/**
 * What one campaign found.
 *
 * @param rounds what was done
 * @param findings what went wrong, empty if all held
 * @param control what the planted bug did: must not be empty
 * @param facts figures for the table, in the order in which they are shown
 */
record Outcome(long rounds, List<String> findings, String control, Map<String, String> facts) {
    /** All held, and the planted bug was caught. */
    boolean held() {
        return findings.isEmpty() && !control.isEmpty();
    }
}
