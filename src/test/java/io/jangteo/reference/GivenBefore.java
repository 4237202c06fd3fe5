package io.jangteo.reference;

import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;

/** An answer that was given before, to a call of the same meaning, and is marked so. */
record GivenBefore(ExpectedReply first) implements Expected {
    @Override
    public String outcome() {
        return first.status() + " again";
    }

    @Override
    public List<String> differences(Response reply) {
        List<String> differences = new ArrayList<>(first.differences(reply));
        if (!differences.remove(ExpectedReply.GIVEN_BEFORE)) {
            differences.add("the reply does not say that it was given before");
        }
        return differences;
    }
}
