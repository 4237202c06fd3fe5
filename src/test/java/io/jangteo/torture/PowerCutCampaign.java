package io.jangteo.torture;

import io.jangteo.jar.Jar;
import io.jangteo.torture.DiskEvent.Kind;
import io.jangteo.torture.TwoLives.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The power goes at some point of two traced lives: what may be on the disk then is put into a directory, with the
 * unflushed writes dropped, torn and reordered, and everything that anybody was told before that point has to be in it.
 */
final class PowerCutCampaign implements Campaign {
    private static final int STATES = 5_000;
    private static final int TRACES = 15;
    /** One state in as many is also held against the jar's own {@code verify}. */
    private static final int VERIFIED_EVERY = 250;

    private static final int CONTROL_STATES = 60;
    /** The second life's own first commit may flush what the first left before anybody is told: then others are tried. */
    private static final int CONTROL_TRACES_MAX = 4;

    private static final int FIRST_PROMISES = 20;
    private static final int LINES_LATER_MAX = 20;
    private static final int FINDINGS_MAX = 20;

    private final KeptShop.Reader reader = new KeptShop.Reader();
    private final List<String> findings = new ArrayList<>();
    private int states;
    private int losing;
    private int promises;
    private int verified;

    @Override
    public String name() {
        return "power-cut";
    }

    @Override
    public List<String> needs() {
        return List.of("strace");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int traces = scale.of(TRACES);
        String control = "";
        try (Scratch scratch = new Scratch(name());
                Scratch memory = states()) {
            Path state = memory.directory();
            for (int trace = 0; trace < traces || control.isEmpty() && trace < traces + CONTROL_TRACES_MAX; trace++) {
                Ending ending = trace < traces ? Ending.values()[trace % 3] : Ending.KILLED_BEFORE_A_FLUSH;
                Random random = Seed.of(name(), trace);
                Path directory = Files.createDirectory(scratch.directory().resolve("trace-" + trace));
                TwoLives lives = new TwoLives(directory, ending, random);
                lives.faults().forEach(fault -> finding(ending + ", second life: " + fault));
                if (trace < traces) {
                    cutPower(lives, ending, 1 + (scale.of(STATES) - 1) / traces, state, scratch, random);
                }
                if (control.isEmpty() && ending == Ending.KILLED_BEFORE_A_FLUSH) {
                    control = control(lives, state, random);
                }
            }
            scratch.keepFor(findings);
        }
        return new Outcome(states, List.copyOf(findings), control, facts(traces));
    }

    private void cutPower(TwoLives lives, Ending ending, int count, Path state, Scratch scratch, Random random)
            throws IOException {
        for (int i = 0; i < count; i++) {
            int cut = cut(lives, random);
            Weather weather = Weather.values()[random.nextInt(Weather.values().length)];
            new ReplayedDisk(lives.events(), cut, random).leave(weather, state);
            List<String> told = told(lives, cut);
            if (!told.isEmpty() && states % VERIFIED_EVERY == 0) {
                verify(scratch, state);
            }
            KeptShop shop = reader.read(state);
            List<String> wrong = new ArrayList<>(shop.missing(told));
            states++;
            promises += told.size();
            losing += wrong.isEmpty() ? 0 : 1;
            wrong.addAll(shop.violations());
            wrong.addAll(shop.undelivered(state));
            if (!wrong.isEmpty()) {
                String place = cut < lives.beginOfSecond()
                        ? "first life"
                        : cut <= lives.readyOfSecond() ? "second start" : "second life";
                finding("%s, power cut at %d of %d in the %s, %s: lost %s"
                        .formatted(ending, cut, lives.end(), place, weather, wrong));
            }
        }
    }

    /** Where the power goes: anywhere, or where it hurts most. */
    private static int cut(TwoLives lives, Random random) {
        List<Promise> promises = lives.promises();
        Promise any = promises.get(random.nextInt(promises.size()));
        List<Promise> ofSecond = promises.stream()
                .filter(promise -> promise.since() > lives.readyOfSecond())
                .sorted((one, other) -> Integer.compare(one.since(), other.since()))
                .toList();
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(lives.end());
            case 1 -> lives.beginOfSecond() + random.nextInt(lives.end() - lives.beginOfSecond());
            case 2 -> any.since() + 1;
            case 3 -> any.since() + 1 + random.nextInt(LINES_LATER_MAX);
            // The first that the second life says may rest on what the first left unflushed.
            default ->
                ofSecond.isEmpty()
                        ? lives.readyOfSecond() + 1
                        : ofSecond.get(random.nextInt(Math.min(FIRST_PROMISES, ofSecond.size())))
                                        .since()
                                + 1;
        };
    }

    private static List<String> told(TwoLives lives, int cut) {
        return lives.promises().stream()
                .filter(promise -> promise.since() < cut)
                .map(Promise::fact)
                .distinct()
                .toList();
    }

    /** What the power cut takes from a start that does not flush what it found, and from commits that are not flushed. */
    private String control(TwoLives lives, Path state, Random random) throws IOException {
        int ready = lives.readyOfSecond();
        Predicate<DiskEvent> ofStart = event -> event.begin() >= lives.beginOfSecond() && event.begin() < ready;
        List<DiskEvent> withoutStart =
                lives.events().stream().filter(ofStart.negate()).toList();
        int firstFlush = withoutStart.stream()
                .filter(event -> event.begin() > ready && event.is(Kind.FLUSH) && event.isOfLog())
                .findFirst()
                .map(DiskEvent::begin)
                .orElse(lives.end());
        List<Integer> cuts = lives.promises().stream()
                .map(promise -> promise.since() + 1)
                .filter(cut -> cut > ready && cut < firstFlush)
                .toList();
        int lostByStart = losing(lives, withoutStart, cuts, state, random);
        List<DiskEvent> normal = lives.events().stream()
                .filter(event -> !(event.is(Kind.FLUSH) && event.isOfLog()))
                .toList();
        int lostByNormal = losing(
                lives,
                normal,
                lives.promises().stream().map(promise -> promise.since() + 1).toList(),
                state,
                random);
        return lostByStart == 0 || lostByNormal == 0
                ? ""
                : "without the start's flush %d of %d states lose something, with synchronous=NORMAL %d of %d"
                        .formatted(lostByStart, CONTROL_STATES, lostByNormal, CONTROL_STATES);
    }

    private int losing(TwoLives lives, List<DiskEvent> events, List<Integer> cuts, Path state, Random random)
            throws IOException {
        int losing = 0;
        for (int i = 0; i < CONTROL_STATES && !cuts.isEmpty(); i++) {
            int cut = cuts.get(random.nextInt(cuts.size()));
            new ReplayedDisk(events, cut, random).leave(Weather.ALL_LOST, state);
            losing += reader.read(state).missing(told(lives, cut)).isEmpty() ? 0 : 1;
        }
        return losing;
    }

    private void verify(Scratch scratch, Path state) {
        Jar.Outcome verify = new Jar(scratch.directory()).run("verify", "--data", state.toString());
        verified++;
        if (verify.status() != 0) {
            finding("verify ends with " + verify.status() + ": " + verify.out() + verify.err());
        }
    }

    /** In memory if the system offers it: a start on each of thousands of states flushes a dozen times. */
    private static Scratch states() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? new Scratch(memory, "jangteo-power-cut") : new Scratch("power-cut-states");
    }

    private void finding(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    private Map<String, String> facts(int traces) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("pairs of lives", Integer.toString(traces));
        facts.put("told before the cut, on average", "%,d".formatted(states == 0 ? 0 : promises / states));
        facts.put("different shops", "%,d".formatted(reader.shops()));
        facts.put("states that lost something", Integer.toString(losing));
        facts.put("verified by the jar", Integer.toString(verified));
        return facts;
    }
}
