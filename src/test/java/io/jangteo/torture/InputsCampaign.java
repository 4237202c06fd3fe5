package io.jangteo.torture;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Naughty text and broken JSON in every place of every call: each is refused as a problem and without effect. */
final class InputsCampaign implements Campaign {
    private static final int INPUTS = 20_000;
    private static final int INPUTS_OF_CONTROL = 200;
    private static final int INSTANCE_MAX_LENGTH = 256;
    private static final int SHOWN_MAX = 300;

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Set<String> secrets = new TreeSet<>();
    private int places;

    @Override
    public String name() {
        return "inputs";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int inputs = scale.of(INPUTS);
        try (Scratch scratch = new Scratch(name())) {
            List<String> findings;
            try (DoorServer server = DoorServer.whole(scratch.directory(), "--test-mode")) {
                findings = send(server, inputs);
                findings.addAll(server.end(secrets.toArray(String[]::new)));
            }
            Map<String, String> facts = facts();
            scratch.keepFor(findings);
            return new Outcome(inputs, findings, control(scratch.directory()), facts);
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("places", "%,d".formatted(places));
        long refused = statuses.entrySet().stream()
                .filter(status -> status.getKey() / 100 == 4)
                .mapToLong(Map.Entry::getValue)
                .sum();
        facts.put("refused without effect", "%,d".formatted(refused));
        facts.put("by status", statuses.toString());
        return facts;
    }

    private List<String> send(DoorServer server, int inputs) {
        List<String> findings = new ArrayList<>();
        try (StrangersShop shop = new StrangersShop(server, false);
                StateWatch state = new StateWatch(server.data())) {
            secrets.addAll(List.of(shop.own(), shop.other(), shop.ended(), shop.otherDatabase()));
            NaughtyInputs naughty = new NaughtyInputs(Seed.of(name(), 0), shop.calls());
            places = naughty.places();
            for (int i = 0; i < inputs; i++) {
                NaughtyInputs.Input input = naughty.next();
                try {
                    send(shop, state, input, findings);
                } catch (UncheckedIOException thrown) {
                    findings.add("no answer: " + shown(input.request()) + ": " + thrown);
                }
            }
        }
        return findings;
    }

    private void send(StrangersShop shop, StateWatch state, NaughtyInputs.Input input, List<String> findings) {
        Response reply = shop.ask(input.request());
        statuses.merge(reply.status(), 1L, Long::sum);
        for (String fault : faults(reply)) {
            findings.add(fault + ": " + shown(input.request()) + " was answered " + reply);
        }
        boolean mayChange =
                reply.status() / 100 == 2 && !input.request().method().equals("GET");
        if (mayChange) {
            settle(shop, input.call(), reply);
            state.begin();
        } else if (state.hasChanged()) {
            findings.add("an effect of " + shown(input.request()) + ", which was answered " + reply.status());
        }
    }

    /** So that what comes next finds the shop at rest, and all that the samples name. */
    private void settle(StrangersShop shop, SampleCall call, Response reply) {
        shop.awaitRace(reply);
        if (call.replacesShop()) {
            shop.fill();
            secrets.addAll(List.of(shop.own(), shop.other(), shop.ended()));
        }
        switch (call.operation()) {
            case "addFault" -> shop.admin("/faults/clear", "");
            case "stopClock" -> shop.admin("/clock/start", "");
            case "createToken" -> secrets.add(reply.json().path("token").asText());
            default -> {}
        }
    }

    private static List<String> faults(Response reply) {
        List<String> faults = new ArrayList<>();
        if (reply.status() < 400) {
            return faults;
        }
        if (!reply.isProblem()) {
            return List.of("it is no problem document");
        }
        if (reply.status() >= 500 && reply.status() != 503) {
            faults.add("the server says that it failed");
        }
        if (reply.code().isBlank()) {
            faults.add("it has no code");
        }
        int instance = reply.json().path("instance").asText().length();
        if (instance == 0 || instance > INSTANCE_MAX_LENGTH) {
            faults.add("its instance has " + instance + " characters");
        }
        return faults;
    }

    private static String shown(RawRequest request) {
        String all = request.toString();
        return all.substring(0, Math.min(all.length(), SHOWN_MAX));
    }

    /** The same inputs for a server in which one parameter of some calls is read wrongly. */
    private static String control(Path directory) throws IOException {
        try (DoorServer server = DoorServer.without("io.jangteo.web.Request#asOf", directory, "--test-mode")) {
            List<String> all = new InputsCampaign().send(server, INPUTS_OF_CONTROL);
            long found = all.stream()
                    .filter(each -> each.startsWith("the server says that it failed"))
                    .count();
            return found == 0 ? "" : "a server that fails at one parameter: " + found + " inputs found";
        }
    }
}
