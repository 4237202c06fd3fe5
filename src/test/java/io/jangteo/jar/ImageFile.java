package io.jangteo.jar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a Dockerfile says, as far as a container can be had without Docker. */
record ImageFile(List<Instruction> instructions) {

    /** An instruction on one line, such as {@code USER} and {@code 10001:10001}. */
    record Instruction(String name, String rest) {}

    static ImageFile read(Path file) {
        String text = Jar.read(file).replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n\\s*", "");
        return new ImageFile(text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" ", 2))
                .map(parts -> new Instruction(parts[0], parts[1]))
                .toList());
    }

    /** What stands behind each instruction of this name. */
    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    /** What stands behind the only instruction of this name. */
    String only(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new AssertionError("Expected one " + name + ": " + all);
        }
        return all.get(0);
    }

    /** The exec form of an instruction: without a shell that would be process 1 in the place of the command. */
    List<String> command(String name) {
        String rest = only(name);
        try {
            return new ObjectMapper()
                    .readValue(rest.substring(Math.max(0, rest.indexOf('['))), new TypeReference<List<String>>() {});
        } catch (JsonProcessingException thrown) {
            throw new AssertionError(name + " is not in exec form: " + rest, thrown);
        }
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all("ENV").stream()
                .flatMap(rest -> Stream.of(rest.split(" ")))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    /** The uid: it has to be a number, for no other container knows a name. */
    int user() {
        int[] ids = Arrays.stream(only("USER").split(":"))
                .mapToInt(Integer::parseInt)
                .toArray();
        if (ids.length != 2 || ids[0] != ids[1] || ids[0] == 0) {
            throw new AssertionError("Expected a uid of its own and a group with the same number: " + only("USER"));
        }
        return ids[0];
    }
}
