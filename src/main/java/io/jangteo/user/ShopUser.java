package io.jangteo.user;

/**
 * A user as the shopper sees it.
 *
 * @param point the balance in points; 1 point = 1 won
 */
public record ShopUser(long id, String name, long point) {
    static ShopUser of(User user) {
        return new ShopUser(user.id(), user.name(), user.point());
    }
}
