package dev.sightline.config;

import dev.sightline.condition.CameraIs;
import dev.sightline.condition.Condition;
import dev.sightline.condition.CountIs;
import dev.sightline.condition.CrossesLine;
import dev.sightline.condition.FirstOfDay;
import dev.sightline.condition.Heading;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Loitering;
import dev.sightline.condition.Near;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Removed;
import dev.sightline.condition.Selection;
import dev.sightline.condition.Speed;
import dev.sightline.condition.StandsStill;
import dev.sightline.geometry.Line;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the conditions that look at a scene; those that combine others are read by {@link CombinedReader}. */
final class ConditionReader {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final Duration GONE = Duration.ofSeconds(5);
    private static final double CLEARANCE = 0.1;
    private static final double WITHIN = 45;
    private static final double FASTER = 0.1;

    private static final Map<String, Double> DIRECTIONS =
            Map.of("right", 0.0, "up", 90.0, "left", 180.0, "down", 270.0);

    private final Chosen chosen;
    private final ZoneId timeZone;

    /** How a condition is read that looks at some of the objects. */
    @FunctionalInterface
    interface Kind {
        /** The condition, or null after reporting what is wrong with it. */
        @Nullable
        Asked read(Section section, Selection usual);
    }

    /** A reader of conditions about what can be chosen, by a calendar of {@code timeZone}. */
    ConditionReader(Chosen chosen, ZoneId timeZone) {
        this.chosen = chosen;
        this.timeZone = timeZone;
    }

    /** All kinds by their keys. */
    Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("presence", this::presence);
        kinds.put("dwell", this::dwell);
        kinds.put("loitering", this::loitering);
        kinds.put("entry", (section, usual) -> passage(section, usual, Passage.Way.IN));
        kinds.put("exit", (section, usual) -> passage(section, usual, Passage.Way.OUT));
        kinds.put("crossing", this::crossing);
        kinds.put("count", this::count);
        kinds.put("absence", this::absence);
        kinds.put("firstOfDay", this::firstOfDay);
        kinds.put("leftBehind", this::leftBehind);
        kinds.put("removed", this::removed);
        kinds.put("speed", this::speed);
        kinds.put("direction", this::direction);
        kinds.put("near", this::near);
        kinds.put("cameraIs", (section, usual) -> cameraIs(section));
        return kinds;
    }

    private Asked presence(Section section, Selection usual) {
        return new Asked(new InZone(chosen.of(section, usual)), "{objects} in {zone}");
    }

    private Asked dwell(Section section, Selection usual) {
        Condition there = new InZone(chosen.of(section, usual));
        return new Asked(new Lasting(there, longer(section), GRACE), "{objects} in {zone}");
    }

    private Asked loitering(Section section, Selection usual) {
        Condition there = new InZone(chosen.of(section, usual));
        Duration memory = section.read("memory", MEMORY, Value::duration);
        return new Asked(new Loitering(there, longer(section), memory), "{objects} hanging around in {zone}");
    }

    private Asked passage(Section section, Selection usual, Passage.Way way) {
        String words = way == Passage.Way.IN ? "{objects} came into {zone}" : "{objects} left {zone}";
        Set<String> values = way == Passage.Way.IN ? Set.of() : Set.of("seconds");
        return new Asked(new Passage(chosen.of(section, usual), way), words, values);
    }

    private @Nullable Asked crossing(Section section, Selection usual) {
        Selection who = chosen.anywhere(section, usual);
        Line line = chosen.line(section);
        CrossesLine.Direction direction = section.read(
                "direction", CrossesLine.Direction.ANY, value -> value.choice(CrossesLine.Direction.class));
        double clearance = section.read("clearance", CLEARANCE, Value::decimal);
        return line == null
                ? null
                : asked(
                        section.accepted(() -> new CrossesLine(who, line, direction, clearance)),
                        "{objects} crossed {zone} ({in} in, {out} out)",
                        Set.of("in", "out"));
    }

    private @Nullable Asked count(Section section, Selection usual) {
        Selection who = chosen.of(section, usual);
        if (section.find("atLeast") == null && section.find("atMost") == null) {
            section.wrong("needs atLeast or atMost, such as atLeast: 3");
            return null;
        }
        int least = section.read("atLeast", 0, Value::integer);
        int most = section.read("atMost", Integer.MAX_VALUE, Value::integer);
        return asked(section.accepted(() -> new CountIs(who, least, most)), "{count} in {zone}", Set.of("count"));
    }

    private Asked absence(Section section, Selection usual) {
        Selection who = chosen.of(section, usual);
        String nobody = who.labels().equals(List.of("person"))
                ? "nobody"
                : who.labels().isEmpty() ? "nothing" : "no " + String.join(" or ", who.labels());
        Condition empty = new CountIs(who, 0, 0);
        return new Asked(new Lasting(empty, longer(section), Duration.ZERO), nobody + " in {zone}", Set.of("count"));
    }

    private Asked firstOfDay(Section section, Selection usual) {
        Condition there = new InZone(chosen.of(section, usual));
        return new Asked(new FirstOfDay(there, timeZone), "first {objects} of the day in {zone}");
    }

    private Asked leftBehind(Section section, Selection usual) {
        Condition stands = new StandsStill(chosen.of(section, usual), longer(section));
        return new Asked(stands, "{objects} left behind in {zone}");
    }

    private Asked removed(Section section, Selection usual) {
        Selection who = chosen.of(section, usual);
        Duration stood = duration(section, "stood", "how long it must have stood, such as 60s");
        String what = who.labels().isEmpty() ? "something" : String.join(" or ", who.labels());
        return new Asked(
                new Removed(who, stood, section.read("gone", GONE, Value::duration)), what + " removed from {zone}");
    }

    private @Nullable Asked speed(Section section, Selection usual) {
        Selection who = chosen.of(section, usual);
        double above = number(section, "above", "the speed that is too fast, such as 1.5");
        double height = section.read("metresPerHeight", 1.0, Value::decimal);
        String unit = section.find("metresPerHeight") == null ? "box heights/s" : "m/s";
        return asked(
                section.accepted(() -> new Speed(who, above, height)),
                "{objects} in {zone} at {speed} " + unit,
                Set.of("speed"));
    }

    private @Nullable Asked direction(Section section, Selection usual) {
        Selection who = chosen.of(section, usual);
        Value value = section.required("towards", "left, right, up, down, or degrees with 0 to the right and 90 up");
        Double towards = value == null ? null : towards(value);
        double within = section.read("within", WITHIN, Value::decimal);
        double faster = section.read("faster", FASTER, Value::decimal);
        String where = value == null ? "" : value.written();
        return towards == null
                ? null
                : asked(
                        section.accepted(() -> new Heading(who, towards, within, faster)),
                        "{objects} going " + (DIRECTIONS.containsKey(where) ? where : where + "°") + " in {zone}",
                        Set.of("degrees"));
    }

    private static @Nullable Double towards(Value value) {
        return value.parsed("left, right, up, down, or degrees", text -> {
            Double named = DIRECTIONS.get(text);
            return named == null ? Double.valueOf(Integer.parseInt(text)) : named;
        });
    }

    private @Nullable Asked near(Section section, Selection usual) {
        Selection who = chosen.butLabels(section, usual);
        Value classes = section.required("labels", "the classes of the other object, such as [dog]");
        List<String> labels = classes == null ? null : chosen.labels(classes);
        double nearer = number(section, "nearer", "the distance in heights of the higher one, such as 1.0");
        Duration longer = section.read("longer", Duration.ZERO, Value::duration);
        double height = section.read("metresPerHeight", 1.0, Value::decimal);
        if (labels == null) {
            return null;
        }
        var other = new Selection(labels, who.minScore(), who.anchor(), List.of());
        return asked(
                section.accepted(() -> new Lasting(new Near(who, other, nearer, height), longer, GRACE)),
                "{objects} close together in {zone}",
                Set.of("distance"));
    }

    private static @Nullable Asked cameraIs(Section section) {
        Value value = section.required("trouble", "offline, stalled or tampered");
        Duration longer = section.read("longer", Duration.ZERO, Value::duration);
        CameraIs.Trouble trouble = value == null ? null : value.choice(CameraIs.Trouble.class);
        return trouble == null
                ? null
                : new Asked(
                        new Lasting(new CameraIs(trouble), longer, GRACE),
                        "camera is " + trouble.name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable Asked asked(@Nullable Condition condition, String words, Set<String> values) {
        return condition == null ? null : new Asked(condition, words, values);
    }

    private static Duration longer(Section section) {
        return duration(section, "longer", "for how long, such as 30s");
    }

    private static Duration duration(Section section, String key, String meaning) {
        Value value = section.required(key, meaning);
        Duration duration = value == null ? null : value.duration();
        return duration == null ? Duration.ZERO : duration;
    }

    private static double number(Section section, String key, String meaning) {
        Value value = section.required(key, meaning);
        Double number = value == null ? null : value.decimal();
        return number == null ? 1 : number;
    }
}
