package io.jangteo.web;

import io.jangteo.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads request bodies: bounded, and only JSON in UTF-8. */
final class RequestBody {
    private final int maxBytes;

    /**
     * @param maxBytes the largest body, in bytes
     */
    RequestBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Every byte of the body; none if there is no body.
     *
     * @throws io.jangteo.problem.Problem {@code PAYLOAD_TOO_LARGE}, also for a body that does not tell its length;
     *     {@code MALFORMED_REQUEST} if it ends early
     */
    byte[] read(HttpServletRequest request) {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(maxBytes + 1);
        } catch (IOException thrown) {
            throw Refusals.malformed("body", "as long as announced and in time");
        }
        if (bytes.length > maxBytes) {
            throw tooLarge();
        }
        return bytes;
    }

    /**
     * The body as a record; {@code null} if the route takes none.
     *
     * @throws io.jangteo.problem.Problem {@code UNSUPPORTED_MEDIA_TYPE}; {@code MALFORMED_REQUEST}
     */
    static @Nullable Object parse(Json json, HttpServletRequest request, byte[] bytes, @Nullable Class<?> type) {
        if (bytes.length > 0) {
            requireJson(request);
        }
        if (type != null) {
            return json.read(bytes, type);
        }
        if (bytes.length > 0) {
            json.read(bytes, Nothing.class);
        }
        return null;
    }

    private static void requireJson(HttpServletRequest request) {
        // Not getContentType(): Jetty fails on a charset that it does not know.
        boolean isPlain = FieldValue.elements(request.getHeaders("Content-Encoding")).stream()
                .allMatch(encoding -> encoding.equalsIgnoreCase("identity"));
        if (!isPlain || !MediaType.isJson(request.getHeader("Content-Type"))) {
            throw Refusals.UNSUPPORTED_MEDIA_TYPE.because();
        }
    }

    private RuntimeException tooLarge() {
        return Refusals.PAYLOAD_TOO_LARGE.because(maxBytes);
    }

    /** What a call without a body may send: nothing, or an empty object. */
    private record Nothing() {}
}
