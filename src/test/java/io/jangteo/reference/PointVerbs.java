package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import io.jangteo.reference.Wallets.Payment;
import io.jangteo.wire.Response;
import java.util.List;

/** Charges and corrections. */
final class PointVerbs {
    private static final String[] NO_CHARGES = {
        "{}",
        "{'amount':null}",
        "{'amount':1000.5}",
        "{'amount':1e3}",
        "{'amount':'5000'}",
        "{'amount':true}",
        "{'amount':[1000]}",
        "{'amount':999}",
        "{'amount':0}",
        "{'amount':-1000}",
        "{'amount':1000001}",
        "{'amount':99999999999999999999}"
    };

    private static final String[] NO_ADJUSTMENTS = {
        "{'amount':0,'reason':'시험'}",
        "{'amount':1.5,'reason':'시험'}",
        "{'amount':'5','reason':'시험'}",
        "{'amount':5}",
        "{'amount':5,'reason':' '}",
        "{'reason':'시험'}"
    };

    private final Picks picks;
    private final Dice dice;

    PointVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step charge() {
        long userId = picks.user();
        return charge(userId, dice.chance(75) ? json("{'amount':%d}", amount(userId)) : json(dice.of(NO_CHARGES)));
    }

    /** With a payment behind it, which may have been charged before. */
    Step chargePaid() {
        long userId = picks.user();
        List<Payment> charged = picks.shop.wallets.payments();
        if (charged.isEmpty() || dice.chance(40)) {
            return chargePaid(userId, amount(userId), "pay-" + (charged.size() + 1));
        }
        Payment first = dice.one(charged);
        long amount = dice.chance(80) ? first.amount() : amount(userId);
        return chargePaid(dice.chance(80) ? first.userId() : userId, amount, first.reference());
    }

    private Step chargePaid(long userId, long amount, String reference) {
        String body = json("{'amount':%d,'reference':'%s'}", amount, reference);
        return new Step(
                "charge paid",
                ModelCall.admin("POST", "/users/" + userId + "/points/charge", body),
                (shop, told) ->
                        shop.wallets.chargePaid(userId, Response.parse(body).path("amount"), reference));
    }

    /** As much as fits. */
    Step fill(long userId) {
        return charge(userId, json("{'amount':%d}", room(userId)));
    }

    private Step charge(long userId, String body) {
        return new Step(
                "charge",
                ModelCall.post("/users/" + userId + "/points/charge", body),
                (shop, told) -> shop.wallets.charge(userId, Response.parse(body).path("amount")));
    }

    Step adjust() {
        long userId = picks.user();
        String path = "/users/" + userId + "/points/adjust";
        if (dice.chance(15)) {
            return Step.malformed("adjust", ModelCall.admin("POST", path, json(dice.of(NO_ADJUSTMENTS))));
        }
        long held = picks.balance(userId);
        long room = room(userId);
        long amount = dice.of(
                dice.between(1, 300_000), -dice.between(1, 200_000), -held - 1, held == 0 ? 1 : -held, room + 1);
        return new Step(
                "adjust",
                ModelCall.admin("POST", path, json("{'amount':%d,'reason':'정정'}", amount)),
                (shop, told) -> shop.wallets.adjust(userId, amount, "정정"));
    }

    /** What may still be given; nothing where a refund took the balance above its limit. */
    private long room(long userId) {
        return Math.max(0, Wallets.BALANCE_MAX - picks.balance(userId));
    }

    private long amount(long userId) {
        long room = room(userId);
        boolean fits = room >= Wallets.CHARGE_MIN;
        return dice.of(
                Wallets.CHARGE_MIN,
                Wallets.CHARGE_MAX,
                dice.between(Wallets.CHARGE_MIN, 400_000),
                dice.between(Wallets.CHARGE_MIN, 400_000),
                fits ? room : Wallets.CHARGE_MIN,
                fits && room < Wallets.CHARGE_MAX ? room + 1 : Wallets.CHARGE_MIN);
    }
}
