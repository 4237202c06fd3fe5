package io.jangteo.user;

/** What a list shows of a user who stands in it. */
public record UserName(long id, String name) {
    public static UserName of(User user) {
        return new UserName(user.id(), user.name());
    }
}
