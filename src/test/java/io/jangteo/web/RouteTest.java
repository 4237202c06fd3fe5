package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RouteTest {
    @Test
    void a_route_that_does_not_say_who_may_call_it_is_not_built() {
        RouteBuilder<Object> forgetful = Route.get("/secret").named("secret", "Forgot who may call");
        assertThatThrownBy(() -> forgetful.reads(request -> "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GET /secret does not say who may call it");
        assertThat(forgetful
                        .access(Route.Access.ADMIN)
                        .reads(request -> "secret")
                        .access())
                .isEqualTo(Route.Access.ADMIN);
    }

    @Test
    void nor_is_a_page() {
        assertThatThrownBy(() -> Route.get("/secret").shows(context -> null))
                .hasMessage("GET /secret does not say who may call it");
    }
}
