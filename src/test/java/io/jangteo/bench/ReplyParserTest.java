package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    private static final String REPLY = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
            + "CONTENT-length: 8\r\nX-Content-Length: 99\r\n\r\n{\"id\":7}";

    private final ByteBuffer received = ByteBuffer.allocateDirect(1024);
    private final ReplyParser parser = new ReplyParser();

    @Test
    void a_reply_that_arrives_byte_by_byte_is_complete_at_its_last_byte() throws IOException {
        byte[] bytes = bytes(REPLY);
        for (int i = 0; i < bytes.length - 1; i++) {
            received.put(bytes[i]);
            assertThat(parser.isComplete(received)).isFalse();
        }
        received.put(bytes[bytes.length - 1]);

        assertThat(parser.isComplete(received)).isTrue();
        assertThat(parser.status()).isEqualTo(201);
        assertThat(new ReplyField("id").in(parser.body(received))).isEqualTo(7);
    }

    @Test
    void the_next_reply_starts_afresh() throws IOException {
        received.put(bytes(REPLY));
        parser.isComplete(received);

        received.clear();
        parser.reset();
        received.put(bytes("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(parser.isComplete(received)).isTrue();
        assertThat(parser.status()).isEqualTo(204);
        assertThat(parser.body(received).remaining()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: one\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy"
            })
    void what_is_no_countable_reply_is_refused(String text) {
        received.put(bytes(text));

        assertThatThrownBy(() -> parser.isComplete(received)).isInstanceOf(IOException.class);
    }

    @Test
    void a_missing_field_is_named() {
        ByteBuffer body = ByteBuffer.wrap(bytes("{\"userId\":12}"));

        assertThat(new ReplyField("userId").in(body)).isEqualTo(12);
        assertThatThrownBy(() -> new ReplyField("id").in(body))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("\"id\":");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
