package io.jangteo.order;

import io.jangteo.problem.Expect;

/** Whose order is to be paid or cancelled. */
public record UserRequest(Long userId) {
    public UserRequest {
        Expect.present("userId", userId);
    }
}
