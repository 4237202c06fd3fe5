package io.jangteo.dataplatform;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Encodes a message as an HTTP/1.1 POST with the headers of Standard Webhooks 1.0. */
final class HttpRequest {
    private final String beginning;
    private final List<WebhookSecret> secrets;

    HttpRequest(Destination destination, List<WebhookSecret> secrets) {
        URI address = URI.create(destination.address().toASCIIString());
        String path = address.getRawPath();
        String query = address.getRawQuery();
        int port = address.getPort();
        this.beginning = "POST " + (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query) + " HTTP/1.1\r\n"
                + "Host: " + address.getHost() + (port < 0 ? "" : ":" + port) + "\r\n"
                + "User-Agent: Jangteo\r\n"
                + "Content-Type: application/json\r\n";
        this.secrets = List.copyOf(secrets);
    }

    /**
     * The bytes of the whole request; it has one signature for each secret, so that the receiver may know any of them.
     */
    byte[] bytes(Message message, Instant at) {
        if (!message.id().matches("[!-~]++")) {
            throw new IllegalArgumentException("The message's id is not valid in a header");
        }
        long timestampSeconds = at.getEpochSecond();
        String signatures = secrets.stream()
                .map(secret -> secret.sign(message.id(), timestampSeconds, message.payload()))
                .collect(Collectors.joining(" "));
        byte[] body = message.payload().getBytes(StandardCharsets.UTF_8);
        byte[] header = (beginning
                        + "Content-Length: " + body.length + "\r\n"
                        + "webhook-id: " + message.id() + "\r\n"
                        + "webhook-timestamp: " + timestampSeconds + "\r\n"
                        + "webhook-signature: " + signatures + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(header.length + body.length)
                .put(header)
                .put(body)
                .array();
    }
}
