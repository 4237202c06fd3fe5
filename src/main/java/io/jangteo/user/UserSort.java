package io.jangteo.user;

/** The orders in which users are listed; users with equal values follow by their ids. */
public enum UserSort {
    ID,
    /** By the code points of the names. */
    NAME,
    /** The highest balance first, and of equal balances the newest user. */
    MOST_POINTS;

    /** Returns the value that a user is sorted by beside the id. */
    Object key(User user) {
        return switch (this) {
            case ID -> "";
            case NAME -> user.name();
            case MOST_POINTS -> user.point();
        };
    }
}
