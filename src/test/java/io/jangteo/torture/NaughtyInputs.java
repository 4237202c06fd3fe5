package io.jangteo.torture;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jangteo.web.JsonPlaces;
import io.jangteo.wire.RawRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Requests of which one place holds something that has broken programs before. Every place of every call has its turn:
 * the body and each of its fields, the parameters of the path and of the query, the headers.
 */
final class NaughtyInputs {
    private final Random random;
    private final List<Place> places = new ArrayList<>();
    private int next;

    NaughtyInputs(Random random, List<SampleCall> calls) {
        this.random = random;
        calls.forEach(this::add);
        Collections.shuffle(places, random);
    }

    /** A place in a call, and how something is put there. */
    private record Place(SampleCall call, Change change) {}

    /** What is sent, and for which call. */
    record Input(SampleCall call, RawRequest request) {}

    /** Puts something into a request. */
    @FunctionalInterface
    private interface Change {
        RawRequest of(RawRequest request);
    }

    int places() {
        return places.size();
    }

    /** The next place's turn. */
    Input next() {
        Place place = places.get(next);
        next = (next + 1) % places.size();
        RawRequest sample = place.call().request();
        if (place.call().access() == SampleCall.Access.ADMIN) {
            sample = DoorServer.asAdmin(sample);
        }
        return new Input(place.call(), place.change().of(sample));
    }

    private void add(SampleCall call) {
        RawRequest sample = call.request();
        String[] template = call.path().split("/");
        for (int i = 1; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                int segment = i;
                places.add(new Place(call, request -> withSegment(request, segment)));
            }
        }
        List<String> queries = new ArrayList<>(call.queries());
        queries.add("unknown");
        queries.forEach(query -> places.add(new Place(call, request -> withQuery(request, query))));
        Naughty.HEADERS.forEach(
                header -> places.add(new Place(call, request -> request.header(header + ": " + inHeader()))));
        places.add(new Place(call, request -> request.body(bytes(any(Naughty.BODIES)))));
        if (sample.body().length > 0) {
            JsonPlaces fields = new JsonPlaces(sample.text());
            fields.all().forEach(field -> places.add(new Place(call, request -> request.body(changed(fields, field)))));
        }
    }

    private String changed(JsonPlaces fields, String field) {
        boolean isMember = fields.members().contains(field);
        return switch (random.nextInt(8)) {
            case 0 -> isMember ? fields.without(field) : fields.with(field, any(Naughty.VALUES));
            case 1 ->
                isMember ? fields.twice(field, field.substring(field.lastIndexOf('/') + 1)) : fields.with(field, "");
            case 2 -> fields.withMember("", any(Naughty.TEXTS), any(Naughty.VALUES));
            case 3, 4, 5 ->
                fields.with(field, TextNode.valueOf(any(Naughty.TEXTS)).toString());
            default -> fields.with(field, any(Naughty.VALUES));
        };
    }

    private RawRequest withSegment(RawRequest request, int segment) {
        String[] segments = request.path().split("/");
        segments[segment] = inAddress();
        return request.target(String.join("/", segments)
                + request.target().substring(request.path().length()));
    }

    private RawRequest withQuery(RawRequest request, String query) {
        String target = request.target().contains("?" + query + "=") ? request.path() : request.target();
        return request.target(target + (target.contains("?") ? "&" : "?") + query + "=" + inAddress());
    }

    /** Escaped as it should be, or as it comes without what would end the line. */
    private String inAddress() {
        String text = any(Naughty.TEXTS);
        return random.nextInt(4) == 0
                ? raw(text).replaceAll("[\\s]", "")
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String inHeader() {
        return raw(any(Naughty.TEXTS)).replaceAll("[\r\n]", "");
    }

    /** The text's bytes as characters, which is how a request's lines are written. */
    private static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
