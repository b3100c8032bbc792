package dev.sightline.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read key by key. Every error names the document and the key with its path. Where {@link
 * #checkNothingElse} is called, keys that nobody asked for are errors too, because they are misspelt ones.
 */
public final class JsonObject {
    private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private final String document;
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> read = new HashSet<>();

    private JsonObject(String document, String path, Map<?, ?> values) {
        this.document = document;
        this.path = path;
        this.values = values;
    }

    /**
     * Reads a document whose root is an object.
     *
     * @param document what it is called in messages, e.g. {@code model card ssd.json}
     * @param json UTF-8
     * @throws JsonException if it is not JSON, not an object, or has a key twice
     */
    public static JsonObject parse(String document, byte[] json) throws JsonException {
        return new JsonObject(document, "", JsonText.parse(document, json));
    }

    /**
     * Reads a document whose root is a list of objects; each is called {@code [i]} in messages.
     *
     * @param document what it is called in messages
     * @param json UTF-8
     * @throws JsonException if it is not JSON, not such a list, or has a key twice
     */
    public static List<JsonObject> parseList(String document, byte[] json) throws JsonException {
        return new JsonObject(document, "", Map.of()).objects("", JsonText.parseList(document, json));
    }

    /** A text that is not blank. */
    public String text(String key) throws JsonException {
        if (required(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "must be a text");
    }

    /** The plain name of a file in the document's own folder. */
    public String fileName(String key) throws JsonException {
        String name = text(key);
        if (!name.matches(FILE_NAME)) {
            throw wrong(key, "must be the plain name of a file beside this one");
        }
        return name;
    }

    /** Plain names of files in the document's own folder. */
    public List<String> fileNames(String key) throws JsonException {
        List<String> names = texts(key);
        for (String name : names) {
            if (!name.matches(FILE_NAME)) {
                throw wrong(key, "must be plain names of files beside this one");
            }
        }
        return names;
    }

    /** A number above {@code above} and not above {@code atMost}. */
    public double number(String key, double above, double atMost) throws JsonException {
        if (required(key) instanceof Number number && number.doubleValue() > above && number.doubleValue() <= atMost) {
            return number.doubleValue();
        }
        throw wrong(key, "must be a number above " + above + " and at most " + atMost);
    }

    /** True or false. */
    public boolean truth(String key) throws JsonException {
        if (required(key) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(key, "must be true or false");
    }

    /** A whole number in the range. */
    public int whole(String key, int atLeast, int atMost) throws JsonException {
        if (required(key) instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= atLeast
                && number.intValue() <= atMost) {
            return number.intValue();
        }
        throw wrong(key, "must be a whole number from " + atLeast + " to " + atMost);
    }

    /** One of some constants, in lower case. */
    public <E extends Enum<E>> E oneOf(String key, E[] choices) throws JsonException {
        String text = text(key);
        for (E choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        throw wrong(key, "must be one of " + List.of(choices).toString().toLowerCase(Locale.ROOT));
    }

    /** An object inside this one. */
    public JsonObject object(String key) throws JsonException {
        return object(key, required(key));
    }

    /** Objects in a list; each is called {@code key[i]} in messages. */
    public List<JsonObject> objects(String key) throws JsonException {
        return objects(key, list(key));
    }

    /** As {@link #objects}, of a list that may be empty. */
    public List<JsonObject> objectsOrNone(String key) throws JsonException {
        return required(key) instanceof List<?> list && list.isEmpty() ? List.of() : objects(key);
    }

    /** Texts in a list that is not empty. */
    public List<String> texts(String key) throws JsonException {
        var texts = new ArrayList<String>();
        for (Object value : list(key)) {
            if (!(value instanceof String text)) {
                throw wrong(key, "must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** {@code count} finite numbers. */
    public List<Double> numbers(String key, int count) throws JsonException {
        return numbers(key, required(key), count);
    }

    /** Finite numbers, as many as there are but at least one. */
    public List<Double> numbers(String key) throws JsonException {
        return numbers(key, required(key), list(key).size());
    }

    /** Lists of {@code count} numbers each. */
    public List<List<Double>> rows(String key, int count) throws JsonException {
        var rows = new ArrayList<List<Double>>();
        for (Object value : list(key)) {
            rows.add(numbers(key, value, count));
        }
        return rows;
    }

    /** At most {@code most} whole numbers from {@code atLeast} up; there may be none. */
    public List<Integer> wholes(String key, int most, int atLeast) throws JsonException {
        if (!(required(key) instanceof List<?> list) || list.size() > most) {
            throw wrong(key, "must be a list of at most " + most + " whole numbers");
        }
        var wholes = new ArrayList<Integer>();
        for (Object value : list) {
            if (!(value instanceof Integer whole) || whole < atLeast) {
                throw wrong(key, "must have whole numbers from " + atLeast + " to " + Integer.MAX_VALUE);
            }
            wholes.add(whole);
        }
        return wholes;
    }

    /** The keys, in the document's order. */
    public List<String> keys() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether the key's value is a text. */
    public boolean isText(String key) {
        return values.get(key) instanceof String;
    }

    /** Whether the key's value is an object. */
    public boolean isObject(String key) {
        return values.get(key) instanceof Map;
    }

    /** To be called last. */
    public void checkNothingElse() throws JsonException {
        for (Object key : values.keySet()) {
            if (!read.contains(String.valueOf(key))) {
                throw wrong(String.valueOf(key), "is not a known key");
            }
        }
    }

    /** An error about a key, in one line. */
    public JsonException wrong(String key, String what) {
        return new JsonException(document + ": " + path + key + " " + what);
    }

    private JsonObject object(String key, @Nullable Object value) throws JsonException {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(document, path + key + ".", map);
        }
        throw wrong(key, "must be an object");
    }

    private List<JsonObject> objects(String key, List<?> values) throws JsonException {
        var objects = new ArrayList<JsonObject>();
        for (Object value : values) {
            objects.add(object(key + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    private List<?> list(String key) throws JsonException {
        if (required(key) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw wrong(key, "must be a list that is not empty");
    }

    private List<Double> numbers(String key, @Nullable Object value, int count) throws JsonException {
        if (!(value instanceof List<?> list) || list.size() != count) {
            throw wrong(key, "must have " + count + " numbers");
        }
        var numbers = new ArrayList<Double>();
        for (Object number : list) {
            if (!(number instanceof Number finite) || !Double.isFinite(finite.doubleValue())) {
                throw wrong(key, "must have " + count + " numbers");
            }
            numbers.add(finite.doubleValue());
        }
        return List.copyOf(numbers);
    }

    private Object required(String key) throws JsonException {
        read.add(key);
        Object value = values.get(key);
        if (value == null) {
            throw wrong(key, "is missing");
        }
        return value;
    }
}
