package io.jangteo.idempotency;

import io.jangteo.TestShop;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests that carry an {@code Idempotency-Key}. */
record KeyedCalls(TestShop shop) {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    /** Sends the body, if any, with the key. */
    Response post(@Nullable String key, String path, @Nullable Object body) {
        RequestSpecification request = shop.request(path);
        if (key != null) {
            request.header(KEY, key);
        }
        if (body != null) {
            request.contentType("application/json").body(body);
        }
        return request.post(path);
    }

    /** Charges an amount of points. */
    Response charge(@Nullable String key, long user, long amount) {
        return post(key, "/users/" + user + "/points/charge", "{\"amount\":" + amount + "}");
    }

    /** Sends a key as bytes that no well-behaved client would send; returns the reply. */
    String onTheWire(String key, String path, String body) throws IOException {
        String request = """
                POST /api/v1%s HTTP/1.1
                Host: localhost
                Connection: close
                Content-Type: application/json
                Content-Length: %d
                Idempotency-Key: %s

                %s""".formatted(path, body.length(), key, body).replace("\n", "\r\n");
        URI address = URI.create(shop.baseUrl());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
