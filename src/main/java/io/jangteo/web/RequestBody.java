package io.jangteo.web;

import io.jangteo.json.Json;
import io.jangteo.problem.Refusals;
import org.jspecify.annotations.Nullable;

/** Parses request bodies: only JSON in UTF-8. */
final class RequestBody {
    private RequestBody() {}

    /**
     * Returns the body as a record; {@code null} if the route takes none.
     *
     * @throws io.jangteo.problem.Problem {@code UNSUPPORTED_MEDIA_TYPE}; {@code MALFORMED_REQUEST}
     */
    static @Nullable Object parse(Json json, Call call, @Nullable Class<?> type) {
        byte[] bytes = call.body;
        if (bytes.length > 0) {
            requireJson(call);
        }
        if (type != null) {
            return json.read(bytes, type);
        }
        if (bytes.length > 0) {
            json.read(bytes, Nothing.class);
        }
        return null;
    }

    private static void requireJson(Call call) {
        boolean isPlain =
                call.elements("Content-Encoding").stream().allMatch(encoding -> encoding.equalsIgnoreCase("identity"));
        if (!isPlain || !MediaType.isJson(call.header("Content-Type"))) {
            throw Refusals.UNSUPPORTED_MEDIA_TYPE.problem();
        }
    }

    /** The body that a call without one may send: nothing, or an empty object. */
    private record Nothing() {}
}
