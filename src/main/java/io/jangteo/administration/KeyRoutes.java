package io.jangteo.administration;

import static io.jangteo.administration.KeyRefusals.KEY_NAME_TAKEN;

import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import io.jangteo.web.Unchanged;
import java.util.List;

/** The calls about named keys; the owner's key alone makes and revokes them. */
public final class KeyRoutes {
    private static final String KEYS = Route.ADMIN + "/keys";

    private KeyRoutes() {}

    public static List<Route> of(NamedKeys keys) {
        return List.of(
                Route.post(KEYS)
                        .named("createKey", "Make a key of administration, which only this reply shows")
                        .access(Access.ADMIN)
                        .body(NewKey.class)
                        .creates(MadeKey.class, key -> KEYS + "/" + key.name())
                        .holdsSecret()
                        .refuses(KEY_NAME_TAKEN)
                        .writes((request, tx) -> {
                            request.requireOwner();
                            String name = request.body(NewKey.class).name();
                            request.about("keys/" + name);
                            return keys.make(tx, name);
                        }),
                Route.get(KEYS)
                        .named("listKeys", "The named keys, also the revoked ones, without the keys themselves")
                        .access(Access.ADMIN)
                        .replies(NamedKeyList.class)
                        .reads(request -> keys.list()),
                Route.post(KEYS + "/{name}/revoke")
                        .named("revokeKey", "Revoke a key for good: it is refused everywhere from now on")
                        .access(Access.ADMIN)
                        .replies(NamedKey.class)
                        .refuses(Refusals.NOT_FOUND)
                        .writes((request, tx) -> revoke(keys, request, tx)));
    }

    private static Object revoke(NamedKeys keys, Request request, Tx tx) {
        request.requireOwner();
        String name = request.path("name");
        boolean wasRevoked = keys.isRevoked(tx, name);
        NamedKey key = keys.revoke(tx, name);
        return wasRevoked ? new Unchanged(key) : key;
    }
}
