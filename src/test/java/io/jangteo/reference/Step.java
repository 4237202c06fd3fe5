package io.jangteo.reference;

import io.jangteo.reference.ExpectedReply.Refused;
import java.util.function.BiFunction;

/**
 * A call, and what the reference makes of it.
 *
 * @param verb how the coverage counts it
 * @param rule asked once the reply is there, because some of it only the shop can tell
 */
record Step(String verb, ModelCall call, BiFunction<ReferenceShop, Told, Expected> rule) {

    /** One that is refused before anyone looks at the shop. */
    static Step malformed(String verb, ModelCall call) {
        return new Step(verb, call, (shop, told) -> ExpectedReply.malformed());
    }

    Expected expected(ReferenceShop shop, Told told) {
        try {
            return rule.apply(shop, told);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    Step with(String key) {
        return new Step(verb, call.with(key), rule);
    }
}
