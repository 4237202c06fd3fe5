package io.jangteo.torture;

import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** SIGKILL in the midst of a mixed load, again and again on what it left. */
final class KillCampaign implements Campaign {
    private static final int KILLS = 100;
    private static final int ANSWERS_MAX = 800;
    private static final int ANSWERS_MAX_OF_SHARE = 200;
    private static final int PAUSE_MAX_MICROSECONDS = 3_000;
    private static final long READY_MAX_MILLIS = 5_000;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int kills = scale.of(KILLS);
        try (Lives lives = new Lives(name())) {
            for (int life = 0; life < kills; life++) {
                liveAndDie(lives, scale, Seed.of(name(), life));
            }
            try (JarServer server = lives.start()) {
                ShopClient shop = Lives.client(server);
                lives.settleLifeBefore(shop);
                lives.lookAtAll(shop);
                server.kill();
                server.awaitEnd();
            }
            lives.verify();
            // A share runs beside whatever else the machine does: there the time is a fact and no finding.
            if (scale != Scale.SHARE && lives.ready().max() > READY_MAX_MILLIS) {
                lives.finding("it took longer than 5 s to be ready: " + lives.ready());
            }
            return new Outcome(kills, List.copyOf(lives.findings()), PlantedLoss.control(lives), facts(lives));
        }
    }

    private static void liveAndDie(Lives lives, Scale scale, Random random) {
        int lastAnswer = 1 + random.nextInt(scale == Scale.SHARE ? ANSWERS_MAX_OF_SHARE : ANSWERS_MAX);
        long pauseMicroseconds = random.nextInt(PAUSE_MAX_MICROSECONDS);
        try (JarServer server = lives.start()) {
            ShopClient shop = Lives.client(server);
            lives.settleLifeBefore(shop);
            lives.newCrowd(shop, random).shopUntil(shop, lastAnswer, () -> {
                // The kill comes at any point of a commit, not just after a reply.
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicroseconds));
                server.kill();
            });
            if (server.awaitEnd() == 0) {
                lives.finding("a killed server ended with status 0");
            }
        }
    }

    private static Map<String, String> facts(Lives lives) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("acknowledged", "%,d".formatted(lives.acknowledged()));
        facts.put("refused", "%,d".formatted(lives.refused()));
        facts.put(
                "unknown",
                "%,d (%,d had happened)"
                        .formatted(
                                lives.settled().happened() + lives.settled().notHappened(),
                                lives.settled().happened()));
        facts.put("paid orders told", "%,d".formatted(lives.paidOrders()));
        facts.put("ready", lives.ready().toString());
        return facts;
    }
}
