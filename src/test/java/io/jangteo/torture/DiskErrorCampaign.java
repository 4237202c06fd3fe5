package io.jangteo.torture;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.jar.Jar;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Customer.Settled;
import io.jangteo.torture.FailedDisk.End;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The disk fails under load, once or for good: at writes, flushes, cuts and renames of the database, its log, the
 * journal and the directory. The server goes on right or ends with a line; on a sound disk the next one holds all that
 * was acknowledged and nothing that was refused.
 */
final class DiskErrorCampaign implements Campaign {
    private static final int RUNS = 200;
    /** One fault shows in many ways. */
    private static final int FINDINGS_OF_RUN_MAX = 3;

    private final KeptShop.Reader reader = new KeptShop.Reader();
    private final List<String> findings = new ArrayList<>();
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private Settled settled = Settled.NOTHING;
    private int struck;
    private int acknowledged;

    @Override
    public String name() {
        return "disk-errors";
    }

    @Override
    public List<String> needs() {
        return List.of("strace");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int runs = scale.of(RUNS);
        List<DiskFault> kinds = DiskFault.kinds();
        try (Scratch scratch = new Scratch(name())) {
            Path template = template(scratch);
            int first = Seed.of(name(), RUNS).nextInt(kinds.size());
            for (int run = 0; run < runs; run++) {
                Random random = Seed.of(name(), run);
                DiskFault fault = kinds.get((first + run) % kinds.size()).at(random);
                Path data = scratch.directory().resolve("run-" + run).resolve("data");
                run(fault, copy(template, data), random);
            }
            Path data = copy(template, scratch.directory().resolve("control").resolve("data"));
            Jar jar = jar(data);
            String control = PlantedLoss.control(() -> jar.serve("--data", data.toString()), data);
            scratch.keepFor(findings);
            return new Outcome(runs, List.copyOf(findings), control, facts());
        }
    }

    private void run(DiskFault fault, Path data, Random random) throws Exception {
        FailedDisk life = new FailedDisk(fault, data, random);
        life.live(jar(data));
        List<String> wrong = new ArrayList<>(life.findings());
        struck += life.struck() ? 1 : 0;
        ends.merge(life.end(), 1, Integer::sum);
        try (Jangteo next = start(data)) {
            ShopClient shop = new ShopClient(URI.create(next.baseUrl()), Lives.KEY);
            life.crowd().ifPresent(crowd -> {
                settled = settled.plus(crowd.settle(shop));
                acknowledged += crowd.acknowledgedCalls();
                wrong.addAll(crowd.faults());
            });
            wrong.addAll(BooksOverHttp.violations(shop));
        } catch (RuntimeException | AssertionError thrown) {
            wrong.add("the next start: " + thrown);
        }
        wrong.addAll(reader.read(data).undelivered(data));
        wrong.stream().limit(FINDINGS_OF_RUN_MAX).forEach(one -> findings.add(fault + ", " + life.end() + ": " + one));
    }

    /** A shop that was killed with a log beside its database, so that a start has something to recover. */
    private static Path template(Scratch scratch) throws IOException {
        Path data = Files.createDirectory(scratch.directory().resolve("template"));
        try (Jangteo server = start(data)) {
            ShopClient shop = new ShopClient(URI.create(server.baseUrl()), Lives.KEY);
            new Customers(shop, new Random(0));
            return copy(data, scratch.directory().resolve("killed"));
        }
    }

    private static Jangteo start(Path data) {
        return Jangteo.start(
                Config.builder().port(0).data(data).adminKey(Lives.KEY).build());
    }

    private static Jar jar(Path data) {
        return new Jar(data.getParent()).variable("JANGTEO_ADMIN_KEY", Lives.KEY);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("struck", Integer.toString(struck));
        facts.put("went on", count(End.WENT_ON));
        facts.put("ended with a line", count(End.ENDED));
        facts.put("did not start, with a line", count(End.DID_NOT_START));
        facts.put("acknowledged", "%,d".formatted(acknowledged));
        facts.put("settled by key", "%,d".formatted(settled.happened() + settled.notHappened()));
        facts.put("of those had happened", "%,d".formatted(settled.happened()));
        return facts;
    }

    private String count(End end) {
        return Integer.toString(ends.getOrDefault(end, 0));
    }
}
