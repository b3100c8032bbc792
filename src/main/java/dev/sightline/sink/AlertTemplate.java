package dev.sightline.sink;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.sightline.alert.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with {@code {{names}}} of an alert's fields, and sections, in <a
 * href="https://mustache.github.io/mustache.5.html">Mustache</a>. It sees the alert's fields and nothing else: no
 * environment, no files, no classes. Values are escaped before they are filled in, so no kind of tag gets around it.
 * Immutable.
 */
final class AlertTemplate {
    /** Looks at maps and lists only; the library's usual one would call methods of whatever it finds. */
    private static final class Fields extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withCollector(new Fields())
            .withEscaper(Escapers.NONE)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withLoader(name -> {
                throw new IllegalArgumentException("names another template");
            });

    private static final Instant SOME_TIME = Instant.EPOCH;

    private final Template template;

    private AlertTemplate(String text) {
        this.template = COMPILER.defaultValue("").compile(text);
    }

    /**
     * Reads a template.
     *
     * @param key what it is called in messages
     * @throws IllegalArgumentException if it is no template or names what an alert does not have
     */
    static AlertTemplate of(String key, String text) {
        try {
            Alert sample = SampleAlert.at(SOME_TIME);
            Template strict = COMPILER.strictSections(true).nullValue("").compile(text);
            strict.visit(new Known(key, AlertFields.of(sample)));
            strict.execute(anyValue(context(sample, value -> value)));
            return new AlertTemplate(text);
        } catch (IllegalArgumentException wrong) {
            throw wrong;
        } catch (RuntimeException wrong) { // The library has several for what it cannot parse, some of them of strings.
            String message = String.valueOf(wrong.getMessage()).replace("method or field with name", "field");
            throw new IllegalArgumentException(key + " is not a template of an alert's fields: " + message, wrong);
        }
    }

    /**
     * The text with an alert's fields filled in.
     *
     * @param escape what becomes of each text that is filled in
     */
    String fill(Alert alert, UnaryOperator<String> escape) {
        return template.execute(context(alert, escape));
    }

    private static Map<String, @Nullable Object> context(Alert alert, UnaryOperator<String> escape) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        AlertFields.of(alert).forEach((name, value) -> fields.put(name, escaped(value, escape)));
        return fields;
    }

    private static @Nullable Object escaped(@Nullable Object value, UnaryOperator<String> escape) {
        if (value instanceof String text) {
            return escape.apply(text);
        } else if (value instanceof List<?> list) {
            return list.stream().map(item -> escaped(item, escape)).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, content) -> fields.put(String.valueOf(name), escaped(content, escape)));
            return fields;
        }
        return value;
    }

    /** What a rule counts differs from rule to rule: every name is one. */
    private static Map<String, @Nullable Object> anyValue(Map<String, @Nullable Object> fields) {
        fields.put("values", new TreeMap<String, Object>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean containsKey(@Nullable Object name) {
                return true;
            }

            @Override
            public Object get(@Nullable Object name) {
                return 1.0;
            }
        });
        return fields;
    }

    /** Refuses what an execution with one alert may not come across. */
    private record Known(String key, Map<String, @Nullable Object> fields) implements Mustache.Visitor {
        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            check(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw new IllegalArgumentException(key + " includes another template; write its text here");
        }

        @Override
        public boolean visitParent(String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitSection(String name) {
            check(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            check(name);
            return true;
        }

        private void check(String name) {
            boolean special = name.equals(".") || name.equals("this") || name.startsWith("-");
            if (!special && !isKnown(name, fields)) {
                throw new IllegalArgumentException(key + " names {{" + name + "}}, which no alert has; it has "
                        + String.join(", ", fields.keySet()));
            }
        }

        private static boolean isKnown(String name, @Nullable Object fields) {
            if (fields instanceof Map<?, ?> map) {
                return map.containsKey(name.split("\\.", -1)[0])
                        || map.values().stream().anyMatch(inner -> isKnown(name, inner));
            }
            return fields instanceof List<?> list && list.stream().anyMatch(inner -> isKnown(name, inner));
        }
    }
}
