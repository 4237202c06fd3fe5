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

    /**
     * The holder of a key that was revoked: may do nothing, not even what anyone may.
     *
     * @param key the key's name
     */
    record Revoked(String key) implements Caller {
        @Override
        public String name() {
            return "revoked:" + key;
        }

        @Override
        public void mustBe(long userId) {
            throw Refusals.UNAUTHENTICATED.problem();
        }
    }

    /**
     * The holder of an admin key: may do whatever any user may.
     *
     * @param key the key's name
     */
    record Administrator(String key) implements Caller {
        /** The holder of the key in the file or the environment, who alone makes and revokes others. */
        public static final Administrator OWNER = new Administrator("owner");

        @Override
        public String name() {
            return equals(OWNER) ? "admin" : "admin:" + key;
        }

        @Override
        public void mustBe(long userId) {
            // The administrator may act as every user.
        }
    }
}
