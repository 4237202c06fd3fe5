package io.jangteo.dataplatform;

import static io.jangteo.Replies.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the stream of events, which remembers where it was when it is killed. */
final class EventReader {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Whole events, in the order in which they came. */
    final List<JsonNode> events = new ArrayList<>();

    private @Nullable String lastId;

    /** Reads until the condition holds after an event, and is killed then. */
    void readUntil(String baseUrl, Predicate<List<JsonNode>> isEnough) {
        try (InputStream body = open(baseUrl).body()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            String id = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty() && data != null) {
                    events.add(parse(data));
                    lastId = id;
                    data = null;
                    if (isEnough.test(events)) {
                        return;
                    }
                }
            }
            throw new AssertionError("The stream ended after " + events.size() + " events");
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private HttpResponse<InputStream> open(String baseUrl) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/admin/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + TestShop.ADMIN_KEY);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> reply = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (reply.statusCode() != 200) {
                throw new AssertionError(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            return reply;
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }
}
