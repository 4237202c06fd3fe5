package io.jangteo.reference;

import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The first reply to a key, given again: the same in every byte, and marked. */
record FirstReply(Response first) implements Expected {
    @Override
    public String outcome() {
        return first.status() + " again";
    }

    @Override
    public List<String> differences(Response reply) {
        List<String> differences = new ArrayList<>();
        if (reply.status() != first.status() || !reply.text().equals(first.text())) {
            differences.add("the first reply was " + first);
        }
        for (String header : List.of("content-type", "location")) {
            if (!Objects.equals(reply.header(header), first.header(header))) {
                differences.add("the first " + header + " was " + first.header(header));
            }
        }
        if (!reply.isReplayed()) {
            differences.add("the reply does not say that it was given before");
        }
        return differences;
    }
}
