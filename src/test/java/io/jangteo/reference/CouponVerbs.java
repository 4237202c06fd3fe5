package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.Offers.Discount;
import io.jangteo.reference.Offers.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Offers, and shoppers who take them. */
final class CouponVerbs {
    private static final int COUPONS_MAX = 6;

    private static final String[] NO_OFFERS = {
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':0},'minOrderAmount':0,'quantity':1,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'PERCENT','percent':101},'minOrderAmount':0,'quantity':1,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'GIFT','amount':5},'minOrderAmount':0,'quantity':1,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':5},'minOrderAmount':0,'quantity':0,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':5},'minOrderAmount':-1,'quantity':1,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':5},'minOrderAmount':0,'quantity':1}",
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':5},'minOrderAmount':0,'quantity':1,'validDays':0}",
        "{'name':'쿠폰','minOrderAmount':0,'quantity':1,'validDays':1}",
        "{'name':'쿠폰','discount':{'type':'FIXED','amount':5},'minOrderAmount':0,'quantity':1,'validDays':1,"
                + "'issueFrom':'2030-01-02T00:00:00Z','issueUntil':'2030-01-01T00:00:00Z'}"
    };

    private static final String[] NO_CHANGES = {
        "{'name':null}",
        "{'quantity':null}",
        "{'quantity':0}",
        "{'validDays':2}",
        "{'discount':{'type':'FIXED','amount':5}}",
        "{'closedAt':null}",
        "{'issueFrom':'2030-01-02T00:00:00Z','issueUntil':'2030-01-01T00:00:00Z'}"
    };

    private static final String[] NO_REASONS = {"{}", "{'reason':null}", "{'reason':' '}", "{'reason':'a','userId':1}"};

    private static final String[] NO_ISSUES = {"{}", "{'userId':null}", "{'userId':'1'}", "{'userId':1.5}"};

    private final Picks picks;
    private final Dice dice;

    CouponVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step create() {
        if (dice.chance(40)) {
            return Step.malformed("create coupon", ModelCall.admin("POST", "/coupons", json(dice.of(NO_OFFERS))));
        }
        if (picks.shop.offers.all().size() >= COUPONS_MAX) {
            return issue();
        }
        Discount discount = dice.chance(50) ? fixed() : share();
        return create(discount, dice.of(0L, 0L, dice.between(1, 20_000)), dice.between(1, 4), window());
    }

    /** A share with a bound and an order that has to be large enough, for two of the users. */
    Step createShareForTwo() {
        return create(new Discount(true, 33, 5_000L), dice.between(1, 15_000), 2, new Instant[2]);
    }

    /** Only for some time. */
    Step createWithWindow() {
        return create(fixed(), 0, dice.between(2, 3), window());
    }

    Step issue() {
        long couponId = picks.coupon();
        String path = "/coupons/" + couponId + "/issue";
        if (dice.chance(5)) {
            return Step.malformed("issue", ModelCall.post(path, json(dice.of(NO_ISSUES))));
        }
        long userId = picks.user();
        return new Step(
                "issue",
                ModelCall.post(path, json("{'userId':%d}", userId)),
                (shop, told) -> shop.offers.issue(couponId, userId, told));
    }

    /** Changes an offer, or closes it. */
    Step change() {
        long couponId = picks.coupon();
        if (dice.chance(10)) {
            long known = picks.knownCoupon(couponId);
            String body = json(dice.of(NO_CHANGES));
            // A closed offer refuses another window before it looks whether that can be one.
            return body.contains("issueFrom") && picks.isClosed(known)
                    ? close(known)
                    : Step.malformed("change coupon", ModelCall.admin("PATCH", "/coupons/" + known, body));
        }
        if (dice.chance(14)) {
            return close(dice.chance(80) ? couponId : Picks.NOBODY);
        }
        String name = dice.chance(40) ? dice.of("첫 구매", "Spring 🌸", "둘째") : null;
        Long quantity = dice.chance(50) ? Long.valueOf(dice.between(1, 5)) : null;
        Instant[] window = dice.chance(25) ? window() : null;
        List<String> members = new ArrayList<>();
        if (name != null) {
            members.add(json("'name':'%s'", name));
        }
        if (quantity != null) {
            members.add(json("'quantity':%d", quantity));
        }
        if (window != null) {
            members.add("\"issueFrom\":" + orNull(window[0]));
            members.add("\"issueUntil\":" + orNull(window[1]));
        }
        return new Step(
                "change coupon",
                ModelCall.admin("PATCH", "/coupons/" + couponId, "{" + String.join(",", members) + "}"),
                (shop, told) -> shop.keptOffers.change(couponId, name, quantity, window));
    }

    /** Takes a copy back, mostly one that is not used yet. */
    Step revoke() {
        Copy copy = picks.copy(dice.of("ISSUED", "ISSUED", "USED", "EXPIRED", "REVOKED"));
        long id = copy == null || dice.chance(5) ? Picks.NOBODY : copy.id;
        if (dice.chance(5)) {
            String path = "/issued-coupons/" + id + "/revoke";
            return Step.malformed("revoke", ModelCall.admin("POST", path, json(dice.of(NO_REASONS))));
        }
        return revoke(id);
    }

    Step revoke(long id) {
        return new Step(
                "revoke",
                ModelCall.admin("POST", "/issued-coupons/" + id + "/revoke", json("{'reason':'오발급'}")),
                (shop, told) -> shop.keptOffers.revoke(id, "오발급"));
    }

    private static Step close(long couponId) {
        return new Step(
                "close coupon",
                ModelCall.admin("POST", "/coupons/" + couponId + "/close", null),
                (shop, told) -> shop.keptOffers.close(couponId));
    }

    private static String orNull(Instant moment) {
        return moment == null ? "null" : "\"" + moment + "\"";
    }

    private Step create(Discount discount, long minOrderAmount, long quantity, Instant[] window) {
        Terms terms = new Terms(
                dice.of("첫 구매", "Spring 🌸"),
                discount,
                minOrderAmount,
                quantity,
                window[0],
                window[1],
                dice.of(1L, 1L, 2L, 30L));
        return new Step(
                "create coupon",
                ModelCall.admin("POST", "/coupons", body(terms)),
                (shop, told) -> shop.offers.create(terms, told));
    }

    private Discount fixed() {
        return new Discount(false, dice.of(1L, 500L, 3_000L, 40_000L), null);
    }

    private Discount share() {
        return new Discount(true, dice.of(1L, 7L, 33L, 50L, 100L), dice.of(null, 1L, 777L, 5_000L));
    }

    /** From and until; null where it is open. */
    private Instant[] window() {
        Instant now = picks.shop.clock.now();
        Instant from = dice.of(null, now.minus(Duration.ofHours(1)), now.plus(Duration.ofMinutes(20)));
        Instant until = dice.of(
                null,
                now.minus(Duration.ofMinutes(30)),
                now.plus(Duration.ofMinutes(45)),
                now.plus(Duration.ofHours(30)));
        return from != null && until != null && !from.isBefore(until)
                ? new Instant[] {null, until}
                : new Instant[] {from, until};
    }

    private String body(Terms terms) {
        Discount discount = terms.discount();
        String takesOff = discount.isShare()
                ? json("{'type':'PERCENT','percent':%d%s}", discount.value(), maximum(discount))
                : json("{'type':'FIXED','amount':%d}", discount.value());
        return json(
                "{'name':'%s','discount':%s,'minOrderAmount':%d,'quantity':%d%s%s,'validDays':%d}",
                terms.name(),
                takesOff,
                terms.minOrderAmount(),
                terms.quantity(),
                moment("issueFrom", terms.from()),
                moment("issueUntil", terms.until()),
                terms.validDays());
    }

    /** What is not bounded is left out, or said to be null. */
    private String maximum(Discount discount) {
        return discount.max() == null && dice.chance(50) ? "" : json(",'maxAmount':%d", discount.max());
    }

    private String moment(String name, Instant moment) {
        return moment == null ? "" : json(",'%s':'%s'", name, moment);
    }
}
