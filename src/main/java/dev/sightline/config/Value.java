package dev.sightline.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value of the file and where it stands. Its readings report what is wrong with it and are null then; the reports never
 * show what was filled in for <code>${…}</code>.
 *
 * @param node the value
 * @param path its key, e.g. {@code cameras[0].url}
 * @param line where a message about it points to
 * @param reading what it is a part of
 */
record Value(Node node, String path, int line, Reading reading) {
    private static final int LONGEST_SHOWN = 40;

    /** Free keys, such as Kafka's and those of requests' headers, whose values are secret. */
    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i)(.*[._-])?(password|secret|token|authorization|cookie|api-?key|keystore\\.key)");

    /** A secret among other things, as in {@code sasl.jaas.config}. */
    private static final Pattern SECRET_WITHIN = Pattern.compile("(?is).*(password|secret)\\s*=.*");

    /** Reports that something is wrong with this value. */
    void wrong(String message) {
        reading.problems().add(line, path, message);
    }

    /** What {@code make} makes of this value, or null after reporting why it refused. */
    <T> @Nullable T accepted(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException refused) {
            wrong(
                    interpolated(node)
                            ? "what its ${…} stands for does not fit (and is not shown, as it may be secret); correct it"
                            : withoutKey(String.valueOf(refused.getMessage())));
            return null;
        }
    }

    @Nullable
    String text() {
        if (!(node instanceof Node.Scalar scalar)) {
            expected("a text");
            return null;
        }
        try {
            return reading.interpolation().fill(scalar.text());
        } catch (IllegalArgumentException missing) {
            wrong(String.valueOf(missing.getMessage()));
            return null;
        }
    }

    /**
     * The text that one <code>${…}</code> stands for, or an empty one; null after reporting that there is more or something
     * else.
     */
    @Nullable
    String secret() {
        if (node instanceof Node.Scalar scalar
                && (scalar.text().isEmpty() || Interpolation.isReference(scalar.text()))) {
            return text();
        }
        wrong("must come from elsewhere, as ${NAME} from the environment or ${file:PATH} from a file");
        return null;
    }

    /** The text, after reporting it when it should have a <code>${…}</code> in place of what is secret in it. */
    @Nullable
    String textAroundSecret() {
        if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty() && !Interpolation.concerns(scalar.text())) {
            wrong("holds a secret, which must come from elsewhere: put ${NAME} or ${file:PATH} in its place");
        }
        return text();
    }

    @Nullable
    Integer integer() {
        return parsed("a whole number", Integer::valueOf);
    }

    @Nullable
    Double decimal() {
        return parsed("a number", text -> new BigDecimal(text).doubleValue());
    }

    @Nullable
    Boolean flag() {
        return parsed("true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a flag");
        });
    }

    @Nullable
    Duration duration() {
        return parsed("a duration such as 500ms, 5s, 2m, 1h or 7d", Durations::parse);
    }

    /** A path, relative to the file's folder. */
    @Nullable
    Path path(Path folder) {
        return parsed("a path", folder::resolve);
    }

    /** A constant of {@code type}, written in lower case with hyphens. */
    <E extends Enum<E>> @Nullable E choice(Class<E> type) {
        Object constant = constant(type);
        return constant == null ? null : type.cast(constant);
    }

    /** A constant of the enumeration {@code type}, written in lower case. */
    @Nullable
    Object constant(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return parsed("one of " + String.join(", ", constants.keySet()), text -> {
            Object constant = constants.get(text.toLowerCase(Locale.ROOT));
            if (constant == null) {
                throw new IllegalArgumentException("not a choice");
            }
            return constant;
        });
    }

    /** The items of a list, or null after reporting that it is none. */
    @Nullable
    List<Value> items() {
        if (!(node instanceof Node.Sequence sequence)) {
            expected("a list");
            return null;
        }
        List<Node> items = sequence.items();
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Value(
                        items.get(i), path + "[" + i + "]", items.get(i).line(), reading))
                .toList();
    }

    @Nullable
    List<String> texts() {
        return each(Value::text);
    }

    /** What {@code read} makes of every item of a list, or null after reporting that it is none or an item is wrong. */
    <T> @Nullable List<T> each(Function<Value, @Nullable T> read) {
        List<Value> items = items();
        if (items == null) {
            return null;
        }
        List<T> all = new ArrayList<>();
        for (Value item : items) {
            T one = read.apply(item);
            if (one != null) {
                all.add(one);
            }
        }
        return all.size() < items.size() ? null : all;
    }

    /** A section whose keys are free and whose values are texts. */
    Map<String, String> textByKey() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                Value value = new Value(entry.value(), Section.pathOf(path, key), entry.line(), reading);
                String text = SECRET_KEY.matcher(key).matches() || value.hasSecretWithin()
                        ? value.textAroundSecret()
                        : value.text();
                texts.put(key, text == null ? "" : text);
            });
        } else {
            expected("a section");
        }
        return texts;
    }

    /** The section that this is, or null after reporting that it is none. */
    @Nullable
    Section section() {
        if (node instanceof Node.Mapping mapping) {
            return reading.open(mapping, path, line);
        }
        expected("a section");
        return null;
    }

    /** A record's message begins with the name of the component, which the path says already. */
    private String withoutKey(String message) {
        String key = path.substring(path.lastIndexOf('.') + 1) + " ";
        return message.startsWith(key + "is ") ? message.substring(key.length()) : message;
    }

    /** What {@code parse} makes of the text, or null after reporting that it is not {@code what}. */
    <T> @Nullable T parsed(String what, Function<String, T> parse) {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
            wrong("must be " + what + ", not '" + written() + "'");
            return null;
        }
    }

    /** The value as the file has it: where something is filled in, this shows the reference to it. */
    String written() {
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private boolean hasSecretWithin() {
        return node instanceof Node.Scalar scalar
                && SECRET_WITHIN.matcher(scalar.text()).matches();
    }

    private void expected(String kind) {
        wrong("must be " + kind + ", not " + node.kind());
    }

    private static boolean interpolated(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return Interpolation.concerns(scalar.text());
        } else if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().anyMatch(Value::interpolated);
        } else if (node instanceof Node.Mapping mapping) {
            return mapping.entries().values().stream().anyMatch(entry -> interpolated(entry.value()));
        }
        return false;
    }
}
