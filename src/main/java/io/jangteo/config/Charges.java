package io.jangteo.config;

/** Who may charge points. */
public enum Charges {
    /** Shoppers themselves, without a payment. */
    SHOPPER,
    /** Only the holder of the admin key, with the reference of a payment. */
    ADMIN
}
