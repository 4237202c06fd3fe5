package io.jangteo.order;

import io.jangteo.problem.Expect;

/** The user whose order is paid or cancelled. */
public record UserRequest(Long userId) {
    public UserRequest {
        Expect.present("userId", userId);
    }
}
