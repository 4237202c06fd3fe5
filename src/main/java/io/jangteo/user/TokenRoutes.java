package io.jangteo.user;

import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.DatabaseId;
import io.jangteo.database.Tx;
import io.jangteo.security.Token;
import io.jangteo.security.Tokens;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class TokenRoutes {
    private TokenRoutes() {}

    public static List<Route> of(Users users, Tokens tokens) {
        return List.of(Route.post(Route.ADMIN + "/tokens")
                .named("createToken", "Create a user's token")
                .access(Access.ADMIN)
                .body(NewToken.class)
                .replies(Token.class)
                .holdsSecret()
                .refuses(USER_NOT_FOUND)
                .writes((request, tx) -> {
                    NewToken wanted = request.body(NewToken.class);
                    request.about("users/" + wanted.userId());
                    return issue(users, tokens, tx, wanted);
                }));
    }

    private static Token issue(Users users, Tokens tokens, Tx tx, NewToken wanted) {
        users.require(tx.handle(), wanted.userId());
        return tokens.issue(DatabaseId.of(tx.handle()), wanted.userId(), wanted.ttl());
    }
}
