package io.jangteo.coupon;

import io.jangteo.problem.Expect;

/** The user who wants a coupon. */
public record IssueRequest(Long userId) {
    public IssueRequest {
        Expect.present("userId", userId);
    }
}
