package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import io.jangteo.reference.KeptReplies.Kept;
import java.util.List;

/** Calls that carry a key which was sent before. */
final class RepeatVerbs {
    static final String REPEAT = "repeat";

    private final Picks picks;
    private final Dice dice;

    RepeatVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    boolean isPossible() {
        return !picks.shop.kept.certain().isEmpty();
    }

    Step repeat() {
        Kept kept = dice.one(picks.shop.kept.certain());
        return new Step(REPEAT, kept.call(), (shop, told) -> new FirstReply(kept.reply()));
    }

    boolean isAnyRefused() {
        return !picks.shop.kept.refused().isEmpty();
    }

    /** The call that was refused, once more: the shop may have changed meanwhile. */
    Step tryAgain() {
        return dice.one(picks.shop.kept.refused());
    }

    /** The step under a key with which another was refused. */
    Step underFreeKey(Step step) {
        return step.with(dice.one(picks.shop.kept.refused()).call().key());
    }

    Step reuse() {
        ModelCall first = dice.one(picks.shop.kept.certain()).call();
        String otherPath = first.admin() ? "/api/v1/admin/products/424242/stock" : "/api/v1/orders/424242/cancel";
        ModelCall other = dice.one(
                List.of(first.asking(otherPath, first.body()), first.asking(first.path(), json("{'userId':424242}"))));
        return new Step(REPEAT, other, (shop, told) -> ExpectedReply.refused(422, "IDEMPOTENCY_KEY_REUSED"));
    }
}
