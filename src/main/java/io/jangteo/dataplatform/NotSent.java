package io.jangteo.dataplatform;

import java.io.IOException;

/** A message was not sent, for a reason that stands with the shop. */
final class NotSent extends IOException {
    NotSent(String reason) {
        super("Not sent: " + reason);
    }
}
