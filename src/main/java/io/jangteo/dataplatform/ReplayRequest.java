package io.jangteo.dataplatform;

import io.jangteo.problem.Expect;

/** Which messages to replay together. */
public record ReplayRequest(ReplayableStatus status) {
    public ReplayRequest {
        Expect.present("status", status);
    }
}
