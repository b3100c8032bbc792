package dev.sightline.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as text: maps, lists, texts and numbers from it and to it. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonText() {}

    /** A map, list, text, number or truth value as indented JSON; the keys in the map's own order. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON value", e);
        }
    }

    /** A map, list, text, number, truth value or null as JSON in one line, without a line end. */
    public static String line(@Nullable Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON value", e);
        }
    }

    /**
     * The root object of a document, in the order of its keys.
     *
     * @param document what it is called in messages
     * @param json UTF-8
     * @throws JsonException if it is not JSON, not an object, or has a key twice
     */
    public static Map<?, ?> parse(String document, byte[] json) throws JsonException {
        if (root(document, json) instanceof Map<?, ?> map) {
            return map;
        }
        throw new JsonException(document + " is not a JSON object");
    }

    /**
     * The root list of a document.
     *
     * @param document what it is called in messages
     * @param json UTF-8
     * @throws JsonException if it is not JSON, not a list, or has a key twice
     */
    public static List<?> parseList(String document, byte[] json) throws JsonException {
        if (root(document, json) instanceof List<?> list) {
            return list;
        }
        throw new JsonException(document + " is not a JSON list");
    }

    private static @Nullable Object root(String document, byte[] json) throws JsonException {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new JsonException(document + " is not JSON: " + e.getOriginalMessage() + place(e.getLocation()));
        } catch (IOException e) {
            throw new JsonException(document + " is not JSON: " + e.getMessage());
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
