package dev.sightline.config;

import dev.sightline.model.Devices;
import dev.sightline.track.LookAlikes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values that belong together. Where a section sets a record, its keys are the record's components: a component
 * added to the record is a key from then on, checked by the record and by its type, and one that is a record itself is a
 * section within.
 */
final class Section {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** How a component of a record is read, by its type. */
    private static final Map<Class<?>, Function<Value, @Nullable Object>> READINGS = Map.of(
            int.class, Value::integer,
            double.class, Value::decimal,
            boolean.class, Value::flag,
            String.class, Value::text,
            Duration.class, Value::duration,
            Path.class, value -> value.path(value.reading().folder()),
            List.class, Value::texts,
            Map.class, Value::textByKey,
            LookAlikes.class, Section::lookAlikes,
            Devices.class, Section::devices);

    /** Components that come from elsewhere, not from the file. */
    private static final Set<String> SECRETS =
            Set.of("password", "secret", "token", "trustStorePassword", "keyStorePassword");

    private final Node.Mapping node;
    private String path;
    private final int line;
    private final Reading reading;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Node.Mapping node, String path, int line, Reading reading) {
        this.node = node;
        this.path = path;
        this.line = line;
        this.reading = reading;
    }

    /** Reports that something is wrong with the section as a whole. */
    void wrong(String message) {
        reading.problems().add(line, path, message);
    }

    /** What {@code make} makes of this section, or null after reporting why it refused. */
    <T> @Nullable T accepted(Supplier<T> make) {
        return value().accepted(make);
    }

    /** From now on reports call this item of a list by its name rather than by its number. */
    void call(String name) {
        if (shown(name).equals(name)) {
            path = path.replaceFirst("\\[\\d+]$", Matcher.quoteReplacement("[" + name + "]"));
        }
    }

    /** Where it is in the file, such as {@code cameras[0]}; empty for the file as a whole. */
    String path() {
        return path;
    }

    /** The keys that were asked for. */
    Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    /** What it is a part of. */
    Reading reading() {
        return reading;
    }

    /** The section as a value of its file. */
    Value value() {
        return new Value(node, path, line, reading);
    }

    /** Those of some keys that are there, if only without a value. */
    List<String> present(Collection<String> keys) {
        known.addAll(keys);
        return node.entries().keySet().stream().filter(keys::contains).toList();
    }

    private static @Nullable LookAlikes lookAlikes(Value value) {
        List<List<String>> groups = value.each(Value::texts);
        return groups == null ? null : value.accepted(() -> new LookAlikes(groups));
    }

    private static @Nullable Devices devices(Value value) {
        String text = value.text();
        return text == null ? null : value.accepted(() -> Devices.parse(text));
    }

    /** The value of a key, or null when the key is absent or has no value: it has its default then. */
    @Nullable
    Value find(String key) {
        known.add(key);
        Node.Entry entry = node.entries().get(key);
        return entry == null || entry.value() instanceof Node.Empty
                ? null
                : new Value(entry.value(), pathOf(key), entry.line(), reading);
    }

    /** The value of a key; null after reporting that it is missing. */
    @Nullable
    Value required(String key, String meaning) {
        Value value = find(key);
        if (value == null) {
            reading.problems().add(line, pathOf(key), "is missing; add " + meaning);
        }
        return value;
    }

    /** What {@code read} reads from a key, or the default when the key is absent or wrong. */
    <T> T read(String key, T byDefault, Function<Value, @Nullable T> read) {
        Value value = find(key);
        T result = value == null ? null : read.apply(value);
        return result == null ? byDefault : result;
    }

    /** The section of a key, empty when there is none. */
    Section section(String key) {
        Value value = find(key);
        Section section = value == null ? null : value.section();
        return section == null ? reading.open(new Node.Mapping(line, Map.of()), pathOf(key), line) : section;
    }

    /** What {@code read} makes of each section in the list of a key; whatever else is in the list is reported. */
    <T> List<T> each(String key, Function<Section, @Nullable T> read) {
        return items(key, item -> {
            Section section = item.section();
            return section == null ? null : read.apply(section);
        });
    }

    /** What {@code read} makes of each item in the list of a key. */
    <T> List<T> items(String key, Function<Value, @Nullable T> read) {
        return read(key, List.<T>of(), list -> list.each(read));
    }

    /**
     * The record with every component changed for which there is a key of that name.
     *
     * @param given the components that are no keys
     */
    <R extends Record> R set(R defaults, String... given) {
        R result = defaults;
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            if (!Arrays.asList(given).contains(component.getName())) {
                result = set(result, component);
            }
        }
        return result;
    }

    private <R extends Record> R set(R defaults, RecordComponent component) {
        if (Record.class.isAssignableFrom(component.getType()) && !READINGS.containsKey(component.getType())) {
            Section inner = section(component.getName());
            Record content = inner.set((Record) of(defaults, component));
            R changed = inner.accepted(() -> with(defaults, component, content));
            return changed == null ? defaults : changed;
        }
        Function<Value, @Nullable Object> type =
                SECRETS.contains(component.getName()) ? Value::secret : reading(component.getType());
        if (type == null) {
            throw new IllegalStateException("there is no way to read " + component);
        }
        Value value = find(component.getName());
        Object content = value == null ? null : type.apply(value);
        R changed = value == null || content == null ? null : value.accepted(() -> with(defaults, component, content));
        return changed == null ? defaults : changed;
    }

    private static @Nullable Function<Value, @Nullable Object> reading(Class<?> type) {
        return type.isEnum() ? value -> value.constant(type) : READINGS.get(type);
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R with(R original, RecordComponent changed, Object content) {
        try {
            RecordComponent[] components = original.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(changed.getName()) ? content : of(original, components[i]);
            }
            return (R) original.getClass().getConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException invalid) {
                throw invalid;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object of(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reports every key that nothing has asked for. */
    void reportUnknownKeys() {
        node.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String hint = shown(key).equals(key) ? Nearest.hint(key, known) : "is there a blank after its colon?";
                reading.problems().add(entry.line(), pathOf(key), "is not a key; " + hint);
            }
        });
    }

    private String pathOf(String key) {
        return pathOf(path, key);
    }

    /** The path of a key in the section at {@code path}, which is empty for the file as a whole. */
    static String pathOf(String path, String key) {
        return path.isEmpty() ? shown(key) : path + "." + shown(key);
    }

    /** The key, unless it is not plain: where the blank after a colon is missing, it may hold a password. */
    private static String shown(String key) {
        return PLAIN_KEY.matcher(key).matches() ? key : "…";
    }
}
