package io.jangteo.torture;

import io.jangteo.torture.SampleCall.Access;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every call of the server's own document and every page, made by each kind of caller, on open and on token servers. */
final class RolesCampaign implements Campaign {
    private static final int LET_IN = 0;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final List<String> findings = new ArrayList<>();
    private long entries;
    private long refused;
    private long calls;

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    /** Who calls. */
    private enum Role {
        NOBODY,
        WRONG_KEY,
        OTHER_USER,
        OWN,
        ENDED,
        OTHER_DATABASE,
        ADMIN;

        @Nullable
        String credential(StrangersShop shop) {
            return switch (this) {
                case NOBODY -> null;
                case WRONG_KEY -> DoorServer.KEY + "x";
                case OTHER_USER -> shop.other();
                case OWN -> shop.own();
                case ENDED -> shop.ended();
                case OTHER_DATABASE -> shop.otherDatabase();
                case ADMIN -> DoorServer.KEY;
            };
        }

        /** The status that the call has to be refused with; 0 where it is let in. */
        int expected(SampleCall call, boolean tokens, boolean shopCharges) {
            if (call.operation().equals("chargePoints")
                    && shopCharges
                    && List.of(OWN, OTHER_USER, ADMIN).contains(this)) {
                return FORBIDDEN;
            }
            return switch (call.access()) {
                case ANYONE -> LET_IN;
                case SHOPPER -> tokens ? ofShopper(call) : LET_IN;
                case ADMIN -> ofAdmin();
            };
        }

        private int ofShopper(SampleCall call) {
            return switch (this) {
                case NOBODY, WRONG_KEY, ENDED, OTHER_DATABASE -> UNAUTHENTICATED;
                case OTHER_USER -> FORBIDDEN;
                case OWN -> LET_IN;
                case ADMIN -> call.adminPasses() ? LET_IN : UNAUTHENTICATED;
            };
        }

        private int ofAdmin() {
            return switch (this) {
                case NOBODY, WRONG_KEY, ENDED, OTHER_DATABASE -> UNAUTHENTICATED;
                case OTHER_USER, OWN -> FORBIDDEN;
                case ADMIN -> LET_IN;
            };
        }
    }

    /** One cell of the matrix. */
    private record Entry(SampleCall call, Role role, int expected) {
        RawRequest request(StrangersShop shop) {
            String credential = role.credential(shop);
            return credential == null ? call.request() : call.request().bearer(credential);
        }

        @Override
        public String toString() {
            return call.operation() + " by " + role;
        }
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        try (Scratch scratch = new Scratch(name())) {
            for (boolean tokens : new boolean[] {false, true}) {
                Path directory = scratch.directory().resolve(tokens ? "token" : "open");
                try (DoorServer server = DoorServer.whole(directory, settings(tokens))) {
                    matrix(server, tokens, findings);
                    findings.addAll(server.end());
                }
            }
            Outcome outcome = new Outcome(entries, List.copyOf(findings), control(scratch.directory()), facts());
            scratch.keepFor(findings);
            return outcome;
        }
    }

    private static String[] settings(boolean tokens) {
        return new String[] {"--test-mode", "--auth", tokens ? "token" : "open"};
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("calls and pages", Long.toString(calls));
        facts.put("callers", Role.values().length + " on open and token servers");
        facts.put("refused without effect", "%,d".formatted(refused));
        facts.put("let in", "%,d".formatted(entries - refused));
        return facts;
    }

    private void matrix(DoorServer server, boolean tokens, List<String> wrong) {
        try (StrangersShop shop = new StrangersShop(server, tokens);
                StateWatch state = new StateWatch(server.data())) {
            calls = shop.calls().size();
            List<Entry> letIn = new ArrayList<>();
            List<Entry> last = new ArrayList<>();
            for (Entry entry : entries(shop, tokens)) {
                if (entry.expected() != LET_IN) {
                    refuse(shop, state, entry, wrong);
                } else {
                    (entry.call().replacesShop() ? last : letIn).add(entry);
                }
            }
            letIn.forEach(entry -> letIn(shop, entry, wrong));
            last.forEach(entry -> {
                letIn(shop, entry, wrong);
                shop.fill();
            });
        }
    }

    private static List<Entry> entries(StrangersShop shop, boolean tokens) {
        boolean shopCharges = shop.shopCharges();
        List<Entry> all = new ArrayList<>();
        for (SampleCall call : shop.calls()) {
            for (Role role : Role.values()) {
                all.add(new Entry(call, role, role.expected(call, tokens, shopCharges)));
            }
        }
        return all;
    }

    private void refuse(StrangersShop shop, StateWatch state, Entry entry, List<String> wrong) {
        entries++;
        refused++;
        Response reply = shop.ask(entry.request(shop));
        if (reply.status() != entry.expected()) {
            wrong.add(entry + " is not refused with " + entry.expected() + " but answered " + reply);
        } else if (!reply.isProblem()
                || !reply.code().equals(entry.expected() == FORBIDDEN ? "FORBIDDEN" : "UNAUTHENTICATED")) {
            wrong.add(entry + " is refused in other words: " + reply);
        }
        if (state.hasChanged()) {
            wrong.add(entry + " has an effect");
        }
    }

    private void letIn(StrangersShop shop, Entry entry, List<String> wrong) {
        entries++;
        Response reply = shop.ask(entry.request(shop));
        shop.awaitRace(reply);
        boolean busy = reply.status() == UNAVAILABLE && reply.isProblem();
        if (reply.status() == UNAUTHENTICATED || reply.status() == FORBIDDEN || reply.status() >= 500 && !busy) {
            wrong.add(entry + " is not let in but answered " + reply);
        }
    }

    /** The other user's column over a server that takes every token for everyone's. */
    private static String control(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (DoorServer server =
                        DoorServer.without("io.jangteo.security.Caller$Shopper#mustBe", directory, settings(true));
                StrangersShop shop = new StrangersShop(server, true);
                StateWatch state = new StateWatch(server.data())) {
            RolesCampaign campaign = new RolesCampaign();
            entries(shop, true).stream()
                    .filter(entry ->
                            entry.role() == Role.OTHER_USER && entry.call().access() == Access.SHOPPER)
                    .forEach(entry -> campaign.refuse(shop, state, entry, found));
        }
        return found.isEmpty() ? "" : "a server that takes any token for everyone's: found " + found.size() + " times";
    }
}
