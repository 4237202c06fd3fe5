package io.jangteo.security;

import io.jangteo.problem.Refusals;

/** The sender of a request, as far as the shop knows it. */
public sealed interface Caller {

    /** A name that is unique to this caller; it keeps the idempotency keys of callers apart. */
    String name();

    /**
     * Refuses with {@code FORBIDDEN} unless this caller may act as the user.
     */
    void mustBe(long userId);

    /** Any caller of a server that requires no token: may act as any user. */
    record Anyone() implements Caller {
        @Override
        public String name() {
            return "anyone";
        }

        @Override
        public void mustBe(long userId) {
            // An open server listens on loopback, or is guarded by its operator, and trusts all callers.
        }
    }

    /** The holder of a user's token: may act as that user only. */
    record Shopper(long id) implements Caller {
        @Override
        public String name() {
            return "user:" + id;
        }

        @Override
        public void mustBe(long userId) {
            if (userId != id) {
                throw Refusals.FORBIDDEN.problem();
            }
        }
    }

    /** The holder of the admin key: may do whatever any user may. */
    record Administrator() implements Caller {
        @Override
        public String name() {
            return "admin";
        }

        @Override
        public void mustBe(long userId) {
            // The administrator may act as every user.
        }
    }
}
