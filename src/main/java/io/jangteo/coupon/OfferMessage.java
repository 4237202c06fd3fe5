package io.jangteo.coupon;

import org.jspecify.annotations.Nullable;

/**
 * What the data platform is told of an offer that is sold out. It is a format of its own, which a change of the API
 * does not change.
 *
 * @param version raised by a change that a receiver must know of; new members are no such change
 * @param quantity as many were issued
 */
record OfferMessage(int version, long id, @Nullable String reference, String name, long quantity) {
    private static final int VERSION = 1;

    static OfferMessage of(StandingOffer offer) {
        Coupon coupon = offer.coupon();
        return new OfferMessage(VERSION, coupon.id(), offer.reference(), coupon.name(), coupon.quantity());
    }
}
