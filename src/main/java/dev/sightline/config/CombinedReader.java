package dev.sightline.config;

import dev.sightline.condition.AllOf;
import dev.sightline.condition.AnyOf;
import dev.sightline.condition.Condition;
import dev.sightline.condition.Not;
import dev.sightline.condition.Selection;
import dev.sightline.condition.Sequence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one condition, which may combine others. */
final class CombinedReader {
    /** What is said of something that several conditions are true of. */
    private static final String WORDS = "{objects} in {zone}";

    private final Map<String, ConditionReader.Kind> kinds;
    private final Map<String, Kind> combined = new LinkedHashMap<>();

    /** How a condition is read that has others in it. */
    @FunctionalInterface
    private interface Kind {
        @Nullable
        Asked read(Value value, Selection usual);
    }

    /** A reader of these conditions and of combinations of them. */
    CombinedReader(ConditionReader conditions) {
        kinds = conditions.kinds();
        combined.put("all", (value, usual) -> several(value, usual, AllOf::new));
        combined.put("any", (value, usual) -> several(value, usual, AnyOf::new));
        combined.put("not", this::not);
        combined.put("sequence", this::sequence);
    }

    /** The one condition that a section has, or null after reporting that it has none or several or a wrong one. */
    @Nullable
    Asked read(Section section, Selection usual) {
        Set<String> keys = new TreeSet<>(kinds.keySet());
        keys.addAll(combined.keySet());
        List<String> found = section.present(keys);
        if (found.size() != 1) {
            section.wrong(
                    found.isEmpty()
                            ? "needs a condition, one of " + String.join(", ", keys)
                            : "has " + String.join(" and ", found) + "; combine them under all, any or sequence");
            return null;
        }
        String key = found.get(0);
        Kind combining = combined.get(key);
        if (combining != null) {
            Value value = section.required(key, "the conditions that it combines");
            return value == null ? null : combining.read(value, usual);
        }
        Value value = section.find(key);
        Section inside = value == null ? section.section(key) : value.section();
        ConditionReader.Kind plain = kinds.get(key);
        return inside == null || plain == null ? null : plain.read(inside, usual);
    }

    private @Nullable Asked several(Value value, Selection usual, Function<List<Condition>, Condition> combine) {
        List<Asked> parts = parts(value, usual);
        return parts == null ? null : asked(value, parts, combine);
    }

    private @Nullable Asked not(Value value, Selection usual) {
        Section section = value.section();
        Asked part = section == null ? null : read(section, usual);
        Condition condition = part == null ? null : value.accepted(() -> new Not(part.condition()));
        return condition == null ? null : new Asked(condition, "");
    }

    private @Nullable Asked sequence(Value value, Selection usual) {
        Section section = value.section();
        Value steps = section == null ? null : section.required("steps", "two conditions or more, in order");
        Value within = section == null ? null : section.required("within", "the longest time between two, such as 30s");
        boolean anyone = section != null && section.read("anyone", false, Value::flag);
        List<Asked> parts = steps == null ? null : parts(steps, usual);
        Duration longest = within == null ? null : within.duration();
        return parts == null || longest == null
                ? null
                : asked(value, parts, conditions -> new Sequence(conditions, longest, anyone));
    }

    private @Nullable List<Asked> parts(Value list, Selection usual) {
        return list.each(item -> {
            Section section = item.section();
            return section == null ? null : read(section, usual);
        });
    }

    private static @Nullable Asked asked(Value value, List<Asked> parts, Function<List<Condition>, Condition> combine) {
        Condition condition = value.accepted(
                () -> combine.apply(parts.stream().map(Asked::condition).toList()));
        Set<String> values = new TreeSet<>();
        parts.forEach(part -> values.addAll(part.values()));
        return condition == null ? null : new Asked(condition, condition.ofObjects() ? WORDS : "", values);
    }
}
