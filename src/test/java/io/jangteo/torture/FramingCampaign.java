package io.jangteo.torture;

import io.jangteo.jar.DatabaseFile;
import io.jangteo.wire.Client;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is hardly HTTP, in whatever pieces it arrives: refused, never another request than it seems, and forgotten. */
final class FramingCampaign implements Campaign {
    private static final int ROUNDS = 20;
    private static final int AT_A_TIME = 24;
    private static final int PIECES_MAX = 6;
    private static final RawRequest NEXT = RawRequest.get("/api/v1/products");

    @Override
    public String name() {
        return "framing";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int rounds = scale.of(ROUNDS);
        List<Shape> shapes = Shape.all();
        try (Scratch scratch = new Scratch(name())) {
            List<String> findings;
            try (DoorServer server = DoorServer.whole(scratch.directory())) {
                findings = send(server, shapes, rounds);
                findings.addAll(server.end());
            }
            scratch.keepFor(findings);
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("shapes", Integer.toString(shapes.size()));
            facts.put("answered right after each", "the next request");
            facts.put("smuggled", "0");
            return new Outcome((long) shapes.size() * rounds, findings, control(scratch.directory()), facts);
        }
    }

    private static List<String> send(DoorServer server, List<Shape> shapes, int rounds)
            throws InterruptedException, ExecutionException {
        Queue<String> findings = new ConcurrentLinkedQueue<>();
        String expected;
        try (Client client = new Client(server.address()::toString)) {
            expected = client.ask(NEXT).text();
        }
        // Some have to wait for the server to lose its patience.
        ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < shapes.size(); i++) {
                    Shape shape = shapes.get(i);
                    Random random = Seed.of("framing", round * 1_000L + i);
                    all.add(senders.submit(() -> {
                        judge(shape, replies(server, shape, random), findings);
                        askNext(server, shape, expected, findings);
                    }));
                }
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
        try (DatabaseFile database = new DatabaseFile(server.data())) {
            long smuggled = database.number("SELECT count(*) FROM shop_user WHERE name = 'smuggled'");
            if (smuggled > 0) {
                findings.add(smuggled + " requests were smuggled");
            }
        }
        return new ArrayList<>(findings);
    }

    /** Every reply until the server ends the connection. */
    private static List<Response> replies(DoorServer server, Shape shape, Random random) {
        List<Response> replies = new ArrayList<>();
        byte[] bytes = shape.bytes().getBytes(StandardCharsets.ISO_8859_1);
        try (Connection connection = Connection.to(server.address().toString())) {
            int pieces = 1 + random.nextInt(PIECES_MAX);
            int from = 0;
            for (int piece = 1; piece <= pieces; piece++) {
                int to = piece == pieces ? bytes.length : from + random.nextInt(bytes.length - from + 1);
                connection.trySend(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            while (replies.size() < shape.served() + 2) {
                replies.add(connection.read());
            }
        } catch (UncheckedIOException closed) {
            // So much was answered.
        }
        return replies;
    }

    private static void judge(Shape shape, List<Response> replies, Queue<String> findings) {
        String answered = shape.name() + " was answered " + replies;
        long served =
                replies.stream().filter(reply -> reply.status() / 100 == 2).count();
        boolean allRight = replies.stream().allMatch(FramingCampaign::isSound);
        boolean right = switch (shape.answer()) {
            case REFUSED -> served == 0 && replies.size() <= 1;
            case SERVED -> served == shape.served() && replies.size() == served;
            case EITHER -> served <= shape.served() && replies.size() <= 2;
        };
        if (!right || !allRight) {
            findings.add(answered);
        }
    }

    private static boolean isSound(Response reply) {
        return reply.status() / 100 == 2
                || reply.status() / 100 == 4
                        && reply.isProblem()
                        && !reply.code().isBlank();
    }

    private static void askNext(DoorServer server, Shape shape, String expected, Queue<String> findings) {
        try (Client client = new Client(server.address()::toString)) {
            Response next = client.ask(NEXT);
            if (next.status() != 200 || !next.text().equals(expected)) {
                findings.add("after " + shape.name() + " the next one was answered " + next);
            }
        } catch (UncheckedIOException thrown) {
            findings.add("after " + shape.name() + " the next one was not answered: " + thrown);
        }
    }

    /** The same for a server that takes the first of two lines, and chunks in HTTP/1.0. */
    private static String control(Path directory) throws IOException, InterruptedException, ExecutionException {
        try (DoorServer server = DoorServer.without("io.jangteo.web.RequestForm#check", directory)) {
            List<Shape> disputed = Shape.all().stream()
                    .filter(shape ->
                            shape.name().equals("two types") || shape.name().equals("chunks in HTTP/1.0"))
                    .toList();
            int found = send(server, disputed, 1).size();
            return found == 0 ? "" : "a server that takes disputed headers: " + found + " shapes found";
        }
    }
}
