package dev.sightline.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a card, read key by key. Every error names the key with its path; keys that nobody asked for are errors
 * too, because they are misspelt ones.
 */
final class CardObject {
    private final String card;
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> read = new HashSet<>();

    /**
     * An object as a JSON parser gives it.
     *
     * @param card the card's name, for messages
     * @param path what comes before the keys in messages
     */
    CardObject(String card, String path, Map<?, ?> values) {
        this.card = card;
        this.path = path;
        this.values = values;
    }

    String text(String key) throws ModelException {
        if (required(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "must be a text");
    }

    /** A file in the card's own folder. */
    String fileName(String key) throws ModelException {
        String name = text(key);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw wrong(key, "must be the plain name of a file beside the card");
        }
        return name;
    }

    double number(String key, double above, double atMost) throws ModelException {
        if (required(key) instanceof Number number && number.doubleValue() > above && number.doubleValue() <= atMost) {
            return number.doubleValue();
        }
        throw wrong(key, "must be a number above " + above + " and at most " + atMost);
    }

    int whole(String key, int atLeast, int atMost) throws ModelException {
        if (required(key) instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= atLeast
                && number.intValue() <= atMost) {
            return number.intValue();
        }
        throw wrong(key, "must be a whole number from " + atLeast + " to " + atMost);
    }

    <E extends Enum<E>> E oneOf(String key, E[] choices) throws ModelException {
        String text = text(key);
        for (E choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        throw wrong(key, "must be one of " + List.of(choices).toString().toLowerCase(Locale.ROOT));
    }

    CardObject object(String key) throws ModelException {
        return object(key, required(key));
    }

    /** Objects in a list; each is called {@code key[i]} in messages. */
    List<CardObject> objects(String key) throws ModelException {
        var objects = new ArrayList<CardObject>();
        for (Object value : list(key)) {
            objects.add(object(key + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    List<String> texts(String key) throws ModelException {
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
    List<Double> numbers(String key, int count) throws ModelException {
        return numbers(key, required(key), count);
    }

    /** Lists of {@code count} numbers each. */
    List<List<Double>> rows(String key, int count) throws ModelException {
        var rows = new ArrayList<List<Double>>();
        for (Object value : list(key)) {
            rows.add(numbers(key, value, count));
        }
        return rows;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isText(String key) {
        return values.get(key) instanceof String;
    }

    /** To be called last. */
    void checkNothingElse() throws ModelException {
        for (Object key : values.keySet()) {
            if (!read.contains(String.valueOf(key))) {
                throw wrong(String.valueOf(key), "is not a key of a model card");
            }
        }
    }

    /** An error about a key, in one line. */
    ModelException wrong(String key, String what) {
        return new ModelException("model card " + card + ": " + path + key + " " + what);
    }

    private CardObject object(String key, @Nullable Object value) throws ModelException {
        if (value instanceof Map<?, ?> map) {
            return new CardObject(card, path + key + ".", map);
        }
        throw wrong(key, "must be an object");
    }

    private List<?> list(String key) throws ModelException {
        if (required(key) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw wrong(key, "must be a list that is not empty");
    }

    private List<Double> numbers(String key, @Nullable Object value, int count) throws ModelException {
        if (!(value instanceof List<?> list) || list.size() != count) {
            throw wrong(key, "must have " + count + " numbers");
        }
        var numbers = new ArrayList<Double>();
        for (Object number : list) {
            if (!(number instanceof Double finite) || !Double.isFinite(finite)) {
                throw wrong(key, "must have " + count + " numbers");
            }
            numbers.add(finite);
        }
        return List.copyOf(numbers);
    }

    private Object required(String key) throws ModelException {
        read.add(key);
        Object value = values.get(key);
        if (value == null) {
            throw wrong(key, "is missing");
        }
        return value;
    }
}
