package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.javalin.config.JavalinConfig;
import java.util.List;

/** Serves pages from a separate server, which adds nothing to their replies. */
final class BarePages {
    private BarePages() {}

    static void add(JavalinConfig config, List<Route> pages) {
        config.startup.showJavalinBanner = false;
        pages.forEach(page -> config.routes.get(page.path(), context -> {
            Reply reply = ((Route.Raw) page.handler()).answer(context);
            context.status(reply.status()).contentType(reply.contentType()).result(reply.body());
        }));
    }
}
