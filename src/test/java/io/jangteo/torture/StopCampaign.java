package io.jangteo.torture;

import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** SIGTERM in the midst of a mixed load: the server answers whom it let in, folds its log and ends with 0. */
final class StopCampaign implements Campaign {
    private static final int STOPS = 50;
    private static final int ANSWERS_MAX = 800;
    private static final int ANSWERS_MAX_OF_SHARE = 200;

    private final List<Long> stopMillis = new ArrayList<>();

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int stops = scale.of(STOPS);
        try (Lives lives = new Lives(name())) {
            for (int life = 0; life < stops; life++) {
                liveAndStop(lives, scale, Seed.of(name(), life));
            }
            try (JarServer server = lives.start()) {
                ShopClient shop = Lives.client(server);
                settle(lives, shop);
                lives.lookAtAll(shop);
                server.stop();
            }
            lives.verify();
            return new Outcome(stops, List.copyOf(lives.findings()), PlantedLoss.control(lives), facts(lives));
        }
    }

    private void liveAndStop(Lives lives, Scale scale, Random random) throws IOException {
        int lastAnswer = 1 + random.nextInt(scale == Scale.SHARE ? ANSWERS_MAX_OF_SHARE : ANSWERS_MAX);
        try (JarServer server = lives.start()) {
            ShopClient shop = Lives.client(server);
            settle(lives, shop);
            long[] asked = new long[1];
            lives.newCrowd(shop, random).shopUntil(shop, lastAnswer, () -> {
                asked[0] = System.nanoTime();
                server.askToStop();
            });
            int status = server.awaitEnd();
            stopMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked[0]));
            if (status != 0) {
                lives.finding("SIGTERM ended with status " + status + ": " + server.err());
            }
        }
        Path log = lives.data().resolve("jangteo.db-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            lives.finding("SIGTERM left a log of " + Files.size(log) + " bytes");
        }
    }

    /** Whoever was let in was answered: a call that broke off may be sent again, but has not happened. */
    private static void settle(Lives lives, ShopClient shop) {
        int happened = lives.settleLifeBefore(shop).happened();
        if (happened > 0) {
            lives.finding(happened + " calls had happened and were not answered before the server stopped");
        }
    }

    private Map<String, String> facts(Lives lives) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("acknowledged", "%,d".formatted(lives.acknowledged()));
        facts.put("refused", "%,d".formatted(lives.refused()));
        facts.put("cut off, none happened", "%,d".formatted(lives.settled().notHappened()));
        facts.put("paid orders told", "%,d".formatted(lives.paidOrders()));
        facts.put("stopped", new Spread(stopMillis).toString());
        return facts;
    }
}
