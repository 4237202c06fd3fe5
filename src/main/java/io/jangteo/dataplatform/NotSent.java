package io.jangteo.dataplatform;

import java.io.IOException;

/** A message was not sent because the shop itself refused or was unable to send it. */
final class NotSent extends IOException {
    NotSent(String reason) {
        super("Not sent: " + reason);
    }
}
