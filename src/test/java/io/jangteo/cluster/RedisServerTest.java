package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The Redis of the tests. */
class RedisServerTest {
    @Test
    void it_comes_back_to_its_port_empty() {
        try (RedisServer server = RedisServer.open()) {
            String address = server.address();
            set(server);
            server.kill();
            assertThatThrownBy(() -> get(server)).isInstanceOf(JedisException.class);
            server.start();
            assertThat(get(server)).isNull();
            set(server);
            server.stop();
            assertThatThrownBy(() -> get(server)).isInstanceOf(JedisException.class);
            server.start();
            assertThat(get(server)).isNull();
            assertThat(server.address()).isEqualTo(address);
        }
    }

    @Test
    void a_flush_leaves_nothing() {
        try (RedisServer server = RedisServer.open()) {
            set(server);
            assertThat(get(server)).isEqualTo("1");
            server.flush();
            assertThat(get(server)).isNull();
        }
    }

    @Test
    void one_with_a_password_wants_it() {
        try (RedisServer server = RedisServer.withPassword("a-password-for-tests")) {
            set(server);
            HostAndPort address = HostAndPort.from(server.address().substring("redis://".length()));
            try (RedisClient stranger =
                    RedisClient.builder().hostAndPort(address).build()) {
                assertThatThrownBy(() -> stranger.get("key")).isInstanceOf(JedisException.class);
            }
            assertThat(get(server)).isEqualTo("1");
        }
    }

    private static void set(RedisServer server) {
        try (Jedis redis = server.connect()) {
            redis.set("key", "1");
        }
    }

    private static @Nullable String get(RedisServer server) {
        try (Jedis redis = server.connect()) {
            return redis.get("key");
        }
    }
}
