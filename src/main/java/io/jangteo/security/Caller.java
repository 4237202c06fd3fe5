package io.jangteo.security;

import io.jangteo.problem.Refusals;

/** Who sent a request, as far as the shop knows. */
public sealed interface Caller {

    /** A name for this caller that no other caller shares; keys of different callers never meet. */
    String name();

    /**
     * Refuses with {@code FORBIDDEN} unless this caller may act as the user.
     */
    void mustBe(long userId);

    /** Anyone, on a server that asks for no token: may act as any user. */
    record Anyone() implements Caller {
        @Override
        public String name() {
            return "anyone";
        }

        @Override
        public void mustBe(long userId) {
            // An open server is on loopback, or guarded by who published it, and trusts whoever reaches it.
        }
    }

    /** The holder of a user's token: may act as that user alone. */
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
            // The shop's keeper acts for every user.
        }
    }
}
