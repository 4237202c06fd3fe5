package io.jangteo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A data directory as an earlier build left it when it was killed, with that build's replies.
 * {@code src/test/sh/old-directory.sh} made it.
 */
record OldDirectory(Path data, List<Told> told) {
    private static final String RESOURCE = "made-by-an-earlier-build.zip";

    /**
     * A request and its answer.
     *
     * @param kind {@code state}: a GET; {@code granted}, {@code refused}, {@code token}: a POST under the key
     */
    record Told(String kind, String path, String request, String key, JsonNode reply) {}

    static OldDirectory unpackedInto(Path place) {
        try (InputStream resource = OldDirectory.class.getResourceAsStream(RESOURCE);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = place.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.copy(zip, file);
                }
            }
            List<Told> told = Files.readAllLines(place.resolve("expected.jsonl"), StandardCharsets.UTF_8).stream()
                    .map(OldDirectory::parse)
                    .toList();
            return new OldDirectory(place.resolve("data"), told);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    List<Told> told(String kind) {
        return told.stream().filter(each -> each.kind.equals(kind)).toList();
    }

    String token() {
        return told("token").get(0).reply.path("token").textValue();
    }

    private static Told parse(String line) {
        JsonNode json = Replies.parse(line);
        return new Told(
                json.path("kind").textValue(),
                json.path("path").textValue(),
                json.path("request").asText(),
                json.path("key").asText(),
                json.path("reply"));
    }
}
