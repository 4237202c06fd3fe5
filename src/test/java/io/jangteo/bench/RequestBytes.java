package io.jangteo.bench;

import java.nio.charset.StandardCharsets;

/** Writes requests to one server as bytes, ready to be sent any number of times. */
final class RequestBytes {
    private final String host;
    private final String adminKey;

    /**
     * @param host address and port, as the server's Host check wants to see it
     * @param adminKey sent with the calls made by {@link #admin}
     */
    RequestBytes(String host, String adminKey) {
        this.host = host;
        this.adminKey = adminKey;
    }

    byte[] get(String path) {
        return request("GET", path, "", "");
    }

    byte[] post(String path, String json) {
        return request("POST", path, "", json);
    }

    byte[] admin(String method, String path, String json) {
        return request(method, path, "Authorization: Bearer " + adminKey + "\r\n", json);
    }

    private byte[] request(String method, String path, String headers, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String content =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + content + "\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }
}
