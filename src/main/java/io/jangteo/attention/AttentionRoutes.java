package io.jangteo.attention;

import io.jangteo.web.Route;
import java.util.List;

/** The administrator's call for what needs attention. */
public final class AttentionRoutes {
    private AttentionRoutes() {}

    public static List<Route> of(Notices notices) {
        return List.of(Route.get(Route.ADMIN + "/attention")
                .named("getAttention", "What needs the administrator's attention now")
                .access(Route.Access.ADMIN)
                .replies(Attention.class)
                .reads(request -> notices.now()));
    }
}
