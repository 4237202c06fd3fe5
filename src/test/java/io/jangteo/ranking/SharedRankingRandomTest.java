package io.jangteo.ranking;

import io.jangteo.cluster.RedisServer;
import io.jangteo.cluster.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Random events in random order on two instances, with a Redis that fails in every way: the answers stay exact. */
@Tag("slow")
@Timeout(300)
class SharedRankingRandomTest {
    private static final int STEPS = 150;

    private static RedisServer redis;

    private final List<Long> paid = new ArrayList<>();
    private TcpProxy proxy;
    private TwoShops shops;
    private Random random;

    @BeforeAll
    static void start() {
        redis = RedisServer.open();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void both_instances_answer_what_the_orders_say_after_every_step(long seed) {
        random = new Random(seed);
        redis.start();
        proxy = TcpProxy.before(redis.address());
        shops = TwoShops.open(URI.create(proxy.in(redis.address())), Instant.parse("2026-10-28T03:00:00Z"));
        try {
            for (int step = 0; step < STEPS; step++) {
                RankingShop shop = random.nextBoolean() ? shops.a : shops.b;
                String action = random.nextInt(4) == 0 ? harmRedis() : act(shop);
                shops.assertExact("seed " + seed + ", step " + step + ", " + action);
            }
        } finally {
            shops.close();
            proxy.close();
        }
    }

    private String act(RankingShop shop) {
        int choice = random.nextInt(100);
        if (choice < 45) {
            paid.add(shop.sell(shop.clock.instant(), 1 + random.nextInt(TwoShops.PRODUCTS), 1 + random.nextInt(5)));
            return "pay";
        } else if (choice < 65 && !paid.isEmpty()) {
            shop.refund(paid.remove(random.nextInt(paid.size())));
            return "refund";
        } else if (choice < 72) {
            LocalDate day = shop.today().minusDays(1 + random.nextInt(4));
            shop.database.write(tx -> shop.ranking.compute(tx, day.toString()));
            return "compute";
        } else if (choice < 80) {
            shop.ranking.job().run();
            return "job";
        } else if (choice < 85) {
            shop.ranking.forget();
            return "forget";
        } else if (choice < 97) {
            shops.step(Duration.ofMinutes(random.nextInt(20 * 60)));
            return "step";
        }
        shops.step(Duration.ofMinutes(-random.nextInt(40 * 60)));
        return "step back";
    }

    private String harmRedis() {
        switch (random.nextInt(8)) {
            case 0:
                redis.flush();
                return "flush";
            case 1:
                redis.kill();
                redis.start();
                return "restart";
            case 2:
                proxy.cut();
                return "cut";
            case 3:
                proxy.answerRubbish();
                return "rubbish";
            case 4:
                proxy.refuse();
                proxy.cut();
                return "refuse";
            case 5:
                proxy.delay(Duration.ofMillis(random.nextInt(60)));
                return "delay";
            case 6:
                return mixUp();
            default:
                proxy.behave();
                return "behave";
        }
    }

    /** Puts foreign values and other days' copies under the shop's keys. */
    private String mixUp() {
        try (Jedis jedis = redis.connect()) {
            List<String> keys = new ArrayList<>(jedis.keys("*"));
            for (String key : keys) {
                switch (random.nextInt(3)) {
                    case 0 -> jedis.set(key, "1:" + random.nextInt(100));
                    case 1 -> jedis.set(key, String.valueOf(textOf(jedis, keys.get(random.nextInt(keys.size())))));
                    default -> {
                        jedis.del(key);
                        jedis.lpush(key, "1");
                    }
                }
            }
            return "mix up " + keys.size();
        }
    }

    private static String textOf(Jedis jedis, String key) {
        return jedis.type(key).equals("string") ? jedis.get(key) : "none";
    }
}
