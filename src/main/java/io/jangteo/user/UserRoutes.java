package io.jangteo.user;

import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class UserRoutes {
    private UserRoutes() {}

    public static List<Route> of(Users users) {
        return List.of(
                Route.get(Route.API + "/users/{userId}")
                        .named("getUser", "A user and the balance")
                        .access(Access.SHOPPER)
                        .asOf()
                        .replies(User.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> users.get(request.userId(), request.asOf())),
                Route.post(Route.ADMIN + "/users")
                        .named("createUser", "Create a user")
                        .access(Access.ADMIN)
                        .body(NewUser.class)
                        .creates(User.class, user -> Route.API + "/users/" + user.id())
                        .writes((request, tx) ->
                                users.create(tx, request.body(NewUser.class).name())),
                Route.get(Route.ADMIN + "/users")
                        .named("listUsers", "Users in the order of their ids")
                        .access(Access.ADMIN)
                        .paged()
                        .replies(UserPage.class)
                        .reads(request -> users.list(request.page())));
    }
}
