package io.jangteo.bench;

import java.time.Duration;

/**
 * How long to send.
 *
 * @param ramp sent but not counted, so that the connections and whatever ran before do not weigh in
 * @param measured counted
 */
record LoadWindow(Duration ramp, Duration measured) {
    /** As long as there are requests, or an hour: for preparation, which ends by itself. */
    static final LoadWindow UNTIL_DONE = new LoadWindow(Duration.ZERO, Duration.ofHours(1));
}
