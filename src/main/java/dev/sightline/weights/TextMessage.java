package dev.sightline.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message of protobuf's text format without its schema: names with one or more values, each a word or a message. Filled by
 * {@link TextParser}, then only read; a field that is asked for and missing or wrong is a {@link WeightsException} that says
 * where.
 */
final class TextMessage {
    private final String key;
    private final @Nullable TextMessage parent;
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final Map<String, List<TextMessage>> messages = new LinkedHashMap<>();

    /**
     * An empty message.
     *
     * @param key the field that it is the value of; of a whole document, the file's name
     */
    TextMessage(String key, @Nullable TextMessage parent) {
        this.key = key;
        this.parent = parent;
    }

    void add(String name, String word) {
        words.computeIfAbsent(name, any -> new ArrayList<>()).add(word);
    }

    void add(String name, TextMessage message) {
        messages.computeIfAbsent(name, any -> new ArrayList<>()).add(message);
    }

    boolean has(String name) {
        return words.containsKey(name) || messages.containsKey(name);
    }

    /** All messages of this name. */
    List<TextMessage> messages(String name) {
        return messages.getOrDefault(name, List.of());
    }

    /** The only message of this name, or an empty one, as all fields of Caffe's are optional. */
    TextMessage message(String name) throws WeightsException {
        List<TextMessage> all = messages(name);
        return only(name, all).orElseGet(() -> new TextMessage(name, this));
    }

    /** All words of this name. */
    List<String> texts(String name) {
        return words.getOrDefault(name, List.of());
    }

    /** The only word of this name. */
    String text(String name) throws WeightsException {
        return only(name, texts(name)).orElseThrow(() -> wrong("has no " + name));
    }

    /** The only word of this name, or another. */
    String text(String name, String otherwise) throws WeightsException {
        return only(name, texts(name)).orElse(otherwise);
    }

    /**
     * All numbers of this name. Caffe's are floats and many files spell them out as doubles: {@code 0.10000000149} is 0.1.
     */
    List<Double> numbers(String name) throws WeightsException {
        var numbers = new ArrayList<Double>();
        for (String word : texts(name)) {
            float number = parse(name, word, "a number", Float::valueOf);
            if (!Float.isFinite(number)) {
                throw wrong(name + " is not a number: " + word);
            }
            numbers.add(Double.valueOf(Float.toString(number)));
        }
        return numbers;
    }

    /** The only number of this name, or another. */
    double number(String name, double otherwise) throws WeightsException {
        return only(name, numbers(name)).orElse(otherwise);
    }

    /** All whole numbers of this name. */
    List<Integer> wholes(String name) throws WeightsException {
        var wholes = new ArrayList<Integer>();
        for (String word : texts(name)) {
            wholes.add(parse(name, word, "a whole number", Integer::valueOf));
        }
        return wholes;
    }

    /** The only whole number of this name, or another. */
    int whole(String name, int otherwise) throws WeightsException {
        return only(name, wholes(name)).orElse(otherwise);
    }

    /** Whether the only word of this name, or another, is {@code true}. */
    boolean flag(String name, boolean otherwise) throws WeightsException {
        return switch (text(name, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name + " is true or false, not " + text(name));
        };
    }

    /** Refuses fields of other names: one that is not understood may change the meaning of all. */
    void checkNothingBut(Set<String> known) throws WeightsException {
        for (var fields : List.of(words.keySet(), messages.keySet())) {
            for (String name : fields) {
                if (!known.contains(name)) {
                    throw wrong("the field " + name + " is not understood");
                }
            }
        }
    }

    /** A failure whose message begins with the file and the layer. */
    WeightsException wrong(String how) {
        return new WeightsException(where() + ": " + how);
    }

    private String where() {
        String own = texts("name").isEmpty() ? key : key + " " + texts("name").get(0);
        if (parent == null) {
            return key;
        }
        return parent.where() + ": " + own;
    }

    private <T> Optional<T> only(String name, List<T> values) throws WeightsException {
        if (values.size() > 1) {
            throw wrong("has " + values.size() + " values of " + name + ", not one");
        }
        return values.stream().findFirst();
    }

    private <T> T parse(String name, String word, String kind, Function<String, T> parser) throws WeightsException {
        try {
            return parser.apply(word);
        } catch (NumberFormatException e) {
            throw wrong(name + " is not " + kind + ": " + word);
        }
    }
}
