package io.jangteo.seed;

import io.jangteo.database.Tx;

/** Whether a shop can be filled. */
public final class EmptyShop {
    private EmptyShop() {}

    /**
     * Returns whether there is no user, product or offer. Of several servers that ask about one database, each waits
     * for the commit of the one before.
     */
    public static boolean isHere(Tx tx) {
        EmptyShopSql.takeTurn(tx.handle());
        return EmptyShopSql.isEmpty(tx.handle());
    }
}
