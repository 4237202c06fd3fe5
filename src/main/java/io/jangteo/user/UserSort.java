package io.jangteo.user;

import io.jangteo.database.CodePoints;
import io.jangteo.database.SortedPage;
import java.util.Comparator;

/** The orders in which users are listed; users with equal values follow by their ids. */
public enum UserSort {
    ID,
    /** By the code points of the names. */
    NAME,
    /** The highest balance first, and of equal balances the newest user. */
    MOST_POINTS;

    Comparator<User> comparator() {
        Comparator<User> byId = Comparator.comparingLong(User::id);
        return switch (this) {
            case ID -> byId;
            case NAME -> Comparator.comparing(User::name, CodePoints::compare).thenComparing(byId);
            case MOST_POINTS ->
                Comparator.comparingLong(User::point).thenComparing(byId).reversed();
        };
    }

    /** Whether the user comes after the previous page. */
    boolean isAfter(User user, SortedPage page) {
        return switch (this) {
            case ID -> user.id() > page.idOr(0);
            case NAME -> page.isBefore(user.name(), user.id());
            case MOST_POINTS ->
                user.point() < page.numberOr(Long.MAX_VALUE)
                        || (user.point() == page.numberOr(Long.MAX_VALUE) && user.id() < page.idOr(Long.MAX_VALUE));
        };
    }

    /** Returns the value that a user is sorted by beside the id. */
    Object key(User user) {
        return switch (this) {
            case ID -> "";
            case NAME -> user.name();
            case MOST_POINTS -> user.point();
        };
    }
}
