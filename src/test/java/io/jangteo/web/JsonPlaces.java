package io.jangteo.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A JSON text, and variants with one place changed to any text, JSON or not. */
public final class JsonPlaces {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "@@@";

    private final String text;

    public JsonPlaces(String text) {
        this.text = text;
    }

    /** Pointers to every value but the outermost. */
    public List<String> all() {
        List<String> pointers = new ArrayList<>();
        collect("", tree(), pointers);
        return pointers;
    }

    /** Pointers to every member of an object. */
    public List<String> members() {
        return all().stream().filter(pointer -> !pointer.matches(".*/\\d+")).toList();
    }

    /** Pointers to every object, the outermost first. */
    List<String> objects() {
        List<String> pointers = new ArrayList<>(List.of(""));
        pointers.addAll(all().stream().filter(pointer -> at(pointer).isObject()).toList());
        return pointers;
    }

    JsonNode at(String pointer) {
        return tree().at(pointer);
    }

    /** Returns the text with the raw text, which need not be JSON, as the value of that place. */
    public String with(String pointer, String raw) {
        JsonNode tree = tree();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), MARK);
        } else {
            ((ObjectNode) parent).put(place.last().getMatchingProperty(), MARK);
        }
        return tree.toString().replace("\"" + MARK + "\"", raw);
    }

    /** The text without that member. */
    public String without(String pointer) {
        JsonNode tree = tree();
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) tree.at(place.head())).remove(place.last().getMatchingProperty());
        return tree.toString();
    }

    /** Returns the text with that member repeated, under another spelling of the same name. */
    public String twice(String pointer, String spelling) {
        String value = at(pointer).toString();
        return with(pointer, value + ",\"" + spelling + "\":" + value);
    }

    /** The text with one more member in that object. */
    public String withMember(String pointer, String name, String raw) {
        JsonNode tree = tree();
        ((ObjectNode) tree.at(pointer)).put(name, MARK);
        return tree.toString().replace("\"" + MARK + "\"", raw);
    }

    private JsonNode tree() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException thrown) {
            throw new IllegalArgumentException(text, thrown);
        }
    }

    private static void collect(String pointer, JsonNode node, List<String> pointers) {
        node.properties().forEach(member -> {
            pointers.add(pointer + "/" + member.getKey());
            collect(pointer + "/" + member.getKey(), member.getValue(), pointers);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.add(pointer + "/" + i);
            collect(pointer + "/" + i, node.get(i), pointers);
        }
    }
}
