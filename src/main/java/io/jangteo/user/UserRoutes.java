package io.jangteo.user;

import static io.jangteo.problem.Refusals.REFERENCE_TAKEN;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.Search;
import io.jangteo.database.Tx;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import io.jangteo.web.Unchanged;
import java.util.List;
import java.util.Map;

public final class UserRoutes {
    private static final String USERS = Route.ADMIN + "/users";

    /** The orders of the list by the names that requests use. */
    private static final Map<String, UserSort> SORTS =
            Map.of("id", UserSort.ID, "name", UserSort.NAME, "-point", UserSort.MOST_POINTS);

    private UserRoutes() {}

    public static List<Route> of(Users users) {
        return List.of(
                Route.get(Route.API + "/users/{userId}")
                        .named("getUser", "A user and the balance")
                        .access(Access.SHOPPER)
                        .asOf()
                        .replies(ShopUser.class)
                        .refuses(USER_NOT_FOUND)
                        .looksUp(request -> users.get(request.userId(), request.asOf())),
                Route.post(USERS)
                        .named("createUser", "Create a user")
                        .access(Access.ADMIN)
                        .body(NewUser.class)
                        .creates(User.class, user -> Route.API + "/users/" + user.id())
                        .refuses(REFERENCE_TAKEN)
                        .writes((request, tx) -> users.create(tx, request.body(NewUser.class))),
                Route.patch(USERS + "/{id}")
                        .named("changeUser", "Change a user's name")
                        .access(Access.ADMIN)
                        .body(UserChange.class)
                        .replies(User.class)
                        .refuses(USER_NOT_FOUND)
                        .writes((request, tx) -> change(users, request, tx)),
                Route.get(USERS)
                        .named("listUsers", "Users in the order of their ids, names or points")
                        .access(Access.ADMIN)
                        .query("reference", "string", "The administrator's own id of the one user to list")
                        .query("query", "string", Search.DESCRIPTION)
                        .query("sort", "string", "id, name or -point (the highest balance first); id if omitted")
                        .query(Route.DETAILS, "boolean", "Whether to count the users first")
                        .paged()
                        .lists(UserPage.class, "users")
                        .reads(request -> list(users, request)));
    }

    private static Object change(Users users, Request request, Tx tx) {
        long id = request.id("id");
        return Unchanged.unless(
                users.change(tx, id, request.body(UserChange.class)), () -> users.require(tx.handle(), id));
    }

    private static UserPage list(Users users, Request request) {
        return users.list(
                request.optionalReference("reference"),
                Search.of(request.optionalPart("query")),
                request.choice("sort", SORTS, "id"),
                request.flag(Route.DETAILS),
                request.sortedPage());
    }
}
