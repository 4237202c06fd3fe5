package io.jangteo.reference;

import io.jangteo.wire.Response;
import java.util.List;

/** What a reply has to be. */
interface Expected {
    /** How the coverage counts it. */
    String outcome();

    /** In what the reply is different; empty if it is as it should be. */
    List<String> differences(Response reply);
}
