package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sightline.alert.Escalation;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.condition.AllOf;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.AnyOf;
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
import dev.sightline.condition.Not;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Removed;
import dev.sightline.condition.Selection;
import dev.sightline.condition.Sequence;
import dev.sightline.condition.Speed;
import dev.sightline.condition.StandsStill;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleReaderTest {
    private static final String CAMERAS = """
            timeZone: Europe/Berlin
            place: {latitude: 52.5, longitude: 13.4}
            holidays: [2026-12-25, --05-01]
            profiles: [home, away]
            cameras:
              - id: door
                url: rtsp://192.168.1.20/a
                zones: [{name: z, points: [[0, 0], [0.5, 0], [0.5, 1]]}, {name: y, points: [[0.5, 0], [1, 0], [1, 1]]}]
                lines: [{name: gate, points: [[0.1, 0.5], [0.9, 0.5]]}]
              - id: yard
                url: rtsp://192.168.1.20/b
                zones: [{name: z, points: [[0, 0], [0.25, 0], [0.25, 1]]}]
            """;

    private static final Zone Z = zone("z", 0, 0.5);
    private static final Line GATE = new Line("gate", List.of(new Point(0.1, 0.5), new Point(0.9, 0.5)));
    private static final Duration GRACE = Rule.GRACE;

    @TempDir
    Path folder;

    static Stream<Arguments> conditions() {
        Condition there = new InZone(who(Z));
        Selection dogs = new Selection(List.of("dog"), 0.5, Anchor.BOTTOM_CENTER, List.of());
        return Stream.of(
                arguments("presence: {zone: z}", there, "{objects} in {zone}"),
                arguments("presence:", new InZone(who()), "{objects} in {zone}"),
                arguments("presence: {zones: [z, y]}", new InZone(who(Z, zone("y", 0.5, 1))), "{objects} in {zone}"),
                arguments("dwell: {zone: z, longer: 30s}", new Lasting(there, s(30), GRACE), "{objects} in {zone}"),
                arguments(
                        "loitering: {zone: z, longer: 60s}",
                        new Loitering(there, s(60), s(30)),
                        "{objects} hanging around in {zone}"),
                arguments("entry: {zone: z}", new Passage(who(Z), Passage.Way.IN), "{objects} came into {zone}"),
                arguments("exit: {zone: z}", new Passage(who(Z), Passage.Way.OUT), "{objects} left {zone}"),
                arguments(
                        "crossing: {line: gate, direction: out, clearance: 0.2}",
                        new CrossesLine(who(), GATE, CrossesLine.Direction.OUT, 0.2),
                        "{objects} crossed {zone} ({in} in, {out} out)"),
                arguments(
                        "count: {zone: z, atLeast: 3}", new CountIs(who(Z), 3, Integer.MAX_VALUE), "{count} in {zone}"),
                arguments("count: {atMost: 1}", new CountIs(who(), 0, 1), "{count} in {zone}"),
                arguments(
                        "absence: {zone: z, longer: 10m}",
                        new Lasting(new CountIs(who(Z), 0, 0), s(600), Duration.ZERO),
                        "nobody in {zone}"),
                arguments(
                        "absence: {longer: 1s, labels: [dog]}",
                        new Lasting(new CountIs(dogs, 0, 0), s(1), Duration.ZERO),
                        "no dog in {zone}"),
                arguments(
                        "firstOfDay: {zone: z}",
                        new FirstOfDay(there, ZoneId.of("Europe/Berlin")),
                        "first {objects} of the day in {zone}"),
                arguments(
                        "leftBehind: {zone: z, longer: 60s}",
                        new StandsStill(who(Z), s(60)),
                        "{objects} left behind in {zone}"),
                arguments(
                        "removed: {zone: z, stood: 60s, gone: 7s}",
                        new Removed(who(Z), s(60), s(7)),
                        "person removed from {zone}"),
                arguments(
                        "speed: {zone: z, above: 1.5}",
                        new Speed(who(Z), 1.5, 1),
                        "{objects} in {zone} at {speed} box heights/s"),
                arguments(
                        "speed: {above: 3, metresPerHeight: 1.7}",
                        new Speed(who(), 3, 1.7),
                        "{objects} in {zone} at {speed} m/s"),
                arguments(
                        "direction: {zone: z, towards: up}",
                        new Heading(who(Z), 90, 45, 0.1),
                        "{objects} going up in {zone}"),
                arguments(
                        "direction: {towards: 200, within: 10, faster: 1}",
                        new Heading(who(), 200, 10, 1),
                        "{objects} going 200° in {zone}"),
                arguments(
                        "near: {labels: [dog], nearer: 1.5, longer: 3s}",
                        new Lasting(new Near(who(), dogs, 1.5, 1), s(3), GRACE),
                        "{objects} close together in {zone}"),
                arguments(
                        "cameraIs: {trouble: offline, longer: 60s}",
                        new Lasting(new CameraIs(CameraIs.Trouble.OFFLINE), s(60), GRACE),
                        "camera is offline"),
                arguments(
                        "all: [{presence: {zone: z}}, {not: {presence: {labels: [dog]}}}]",
                        new AllOf(List.of(there, new Not(new InZone(dogs)))),
                        "{objects} in {zone}"),
                arguments(
                        "any: [{presence: {zone: z}}, {count: {atLeast: 2}}]",
                        new AnyOf(List.of(there, new CountIs(who(), 2, Integer.MAX_VALUE))),
                        "{objects} in {zone}"),
                arguments("not: {presence: {zone: z}}", new Not(there), "r"),
                arguments(
                        "sequence: {steps: [{entry: {zone: z}}, {exit: {zone: z}}], within: 30s, anyone: true}",
                        new Sequence(
                                List.of(new Passage(who(Z), Passage.Way.IN), new Passage(who(Z), Passage.Way.OUT)),
                                s(30),
                                true),
                        "{objects} in {zone}"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void readsConditionsAndSaysThemInWords(String yaml, Condition expected, String words) throws Exception {
        Rule rule = rules("- id: r", "  camera: door", "  " + yaml).get(0);
        assertThat(rule.condition()).isEqualTo(expected);
        assertThat(rule.words()).isEqualTo(words);
    }

    @Test
    void readsEverythingElseThatARuleSays() throws Exception {
        Rule rule = rules(
                        "- id: r",
                        "  cameras: [door]",
                        "  labels: all",
                        "  minScore: 0.7",
                        "  anchor: top-center",
                        "  severity: critical",
                        "  presence: {zone: z, anchor: center}",
                        "  for: 2s",
                        "  profiles: [away]",
                        "  cooldown: 5s",
                        "  cooldownPer: object",
                        "  limit: {alerts: 5, per: 10m}",
                        "  escalate: [{after: 1m, severity: critical}]",
                        "  message: 'look at {camera}'")
                .get(0);
        var who = new Selection(List.of(), 0.7, Anchor.CENTER, List.of(Z));
        assertThat(rule.condition()).isEqualTo(new Lasting(new InZone(who), s(2), GRACE));
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.when().profiles()).containsExactly("away");
        assertThat(rule.when().schedule()).isEqualTo(new Always());
        assertThat(rule.limits()).isEqualTo(new Limits(s(5), Limits.Scope.OBJECT, 5, s(600)));
        assertThat(rule.escalations()).containsExactly(new Escalation(s(60), Severity.CRITICAL));
        assertThat(rule.words()).isEqualTo("look at {camera}");
    }

    @Test
    void makesARuleForEachCameraWithItsOwnZones() throws Exception {
        List<Rule> rules = rules("- {id: r, cameras: all, presence: {zone: z}}");
        assertThat(rules).extracting(Rule::camera).containsExactly("door", "yard");
        assertThat(rules.get(1).condition()).isEqualTo(new InZone(who(zone("z", 0, 0.25))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nights                                             | 2026-05-07T22:30:00Z, true
            nights                                             | 2026-05-09T22:30:00Z, false
            quiet                                              | 2026-05-01T10:00:00Z, true
            quiet                                              | 2026-05-04T10:00:00Z, false
            dark                                               | 2026-05-04T00:00:00Z, true
            dark                                               | 2026-05-04T12:00:00Z, false
            both                                               | 2026-05-04T23:00:00Z, true
            both                                               | 2026-05-04T19:30:00Z, false
            light                                              | 2026-05-04T12:00:00Z, true
            {windows: [Fri 10:00-11:00], timeZone: UTC}        | 2026-05-08T10:30:00Z, true
            {windows: [{days: fri}], from: 2026-05-09}         | 2026-05-08T10:30:00Z, false
            """)
    void readsSchedules(String schedule, String moment) throws Exception {
        String schedules = """
                schedules:
                  - name: nights
                    windows: [{days: [mon, tue, wed, thu, fri], from: "22:00", to: "06:00"}]
                    holidays: excluded
                  - {name: quiet, windows: [Sun 08:00-20:00], holidays: as-sunday}
                  - {name: dark, sun: night, twilight: true, sunriseOffset: -30m, sunsetOffset: 30m}
                  - {name: both, all: [nights, dark]}
                  - {name: light, not: dark}
                """;
        String[] parts = moment.split(", ", 2);
        Rule rule = read(CAMERAS + schedules + "rules:\n- {id: r, camera: door, presence: , schedule: " + schedule
                        + "}")
                .rules()
                .get(0);
        assertThat(rule.when().schedule().isActive(Instant.parse(parts[0]))).isEqualTo(Boolean.valueOf(parts[1]));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "presence: {zone: q}",
                        ".presence.zone: there is no such zone of camera door; did you mean 'z'?"),
                arguments(
                        "crossing: {line: gaet}",
                        ".crossing.line: there is no such line of camera door; did you mean 'gate'?"),
                arguments(
                        "presence: {labels: [preson]}",
                        ".presence.labels[0]: the model knows no such class; did you mean 'person'?"),
                arguments("speed: {above: .NaN}", ".speed.above: must be a number, not '.NaN'"),
                arguments("speed: {above: NaN}", ".speed.above: must be a number, not 'NaN'"),
                arguments(
                        "speed: {above: -1}", ".speed: a speed is not negative and a height above 0, not -1.0 and 1.0"),
                arguments("entry: {zone: z}, for: 2s", ".for: what happens in a moment cannot last"),
                arguments(
                        "entry: , escalate: [{after: 1m, severity: info}]",
                        ".escalate: what happens in a moment does not escalate"),
                arguments(
                        "presence: , message: '{count}'",
                        ".message: there is no {count} here; known here: camera, objects, zone"),
                arguments(
                        "count: {atLeast: 1}, message: '{coutn}'",
                        ".message: there is no {coutn} here; did you mean 'count'?"),
                arguments(
                        "presence: , message: 'a ${HOME}'",
                        ".message: goes to everyone who sees alerts, so nothing is filled in for ${…}; leave it out"),
                arguments(
                        "presence: , schedule: nihgts", ".schedule: there is no such schedule; did you mean 'nights'?"),
                arguments(
                        "presence: , schedule: {all: [nights, {not: nights}]}",
                        ".schedule.all: these are never active together, change one of them or take \"any\": daily"
                                + " 22:00-06:00 Europe/Berlin and not (daily 22:00-06:00 Europe/Berlin)"),
                arguments(
                        "presence: , schedule: {windows: [Fri 10:00-10:00]}",
                        ".schedule.windows[0]: the window 10:00-10:00 is empty; change one of the times, or write"
                                + " 00:00-24:00 for the whole day"),
                arguments(
                        "presence: , profiles: [awya]", ".profiles[0]: there is no such profile; did you mean 'away'?"),
                arguments("presence: , camera: door", ": needs camera or cameras"),
                arguments("presence: , entry: ", ": has presence and entry; combine them under all, any or sequence"),
                arguments("presense: {}", ".presense: is not a key; did you mean 'presence'?"),
                arguments("count: {}", ".count: needs atLeast or atMost, such as atLeast: 3"),
                arguments("count: {atLeast: 3, atMost: 1}", ".count: a count is from 0 on up, not from 3 to 1"),
                arguments("dwell: {zone: z}", ".dwell.longer: is missing; add for how long, such as 30s"),
                arguments(
                        "direction: {towards: lefft}",
                        ".direction.towards: must be left, right, up, down, or degrees, not 'lefft'"),
                arguments("direction: {towards: 400}", ".direction: towards is 0 to 360 degrees"),
                arguments(
                        "any: [{entry: }, {presence: }]",
                        ".any: 'any' cannot mix what happens in a moment with what lasts; write two rules"),
                arguments("all: [{not: {presence: }}]", ".all: 'all' needs at least one condition that is not a 'not'"),
                arguments(
                        "not: {entry: }", ".not: what happens in a moment is untrue nearly always; negate what lasts"),
                arguments("all: [{zone: z}]", ".all[0]: needs a condition, one of absence, all,"),
                arguments(
                        "sequence: {steps: [{entry: }], within: 3s}",
                        ".sequence: a sequence has two steps or more within some time"),
                arguments("presence: , limit: {per: 1h}", ".limit.alerts: is missing; add how many at most, such as 5"),
                arguments("presence: , limit: {alerts: 5000}", ".limit: at most 1 to 1000 alerts in a time, not 5000"),
                arguments(
                        "presence: {zone: z, zones: [z]}", ".presence.zones: zone is there as well; keep one of them"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesRuleKeyAndLine(String yaml, String expected) {
        String text = CAMERAS
                + "schedules: [{name: nights, windows: [daily 22:00-06:00]}]\nrules:\n- {id: r, cameras: [door], "
                + yaml + "}\n";
        long line = text.lines().count();
        assertThat(problems(text))
                .anySatisfy(problem -> assertThat(problem).startsWith("FILE:" + line + ": rules[r]" + expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zones: [{name: a, points: [[0, 0], [1, 1]]}]                      | zones[0].points: a polygon needs 3 to 100 corners, not 2
            zones: [{name: a, points: [[0, 0], [1, 1], [1, 0], [0, 0.5]]}]    | zones[0].points: the polygon's edges cross; list the corners in order around it
            zones: [{name: a, points: [[0, 0], [1, 0], [1, 1.5]]}]            | zones[0].points: corner (1.0, 1.5) is outside the picture; coordinates go from 0 to 1
            zones: [{name: a, points: [[0, 0], [1, 0], [NaN, 1]]}]            | zones[0].points[2][0]: must be a number, not 'NaN'
            lines: [{name: a, points: [[0, 0]]}]                              | lines[0].points: a line needs 2 to 100 points, not 1
            lines: [{name: a, points: [[0, 0], [2, 0]]}]                      | lines[0].points: point (2.0, 0.0) is outside the picture; coordinates go from 0 to 1
            lines: [{name: '', points: [[0, 0], [1, 0]]}]                     | lines[0].name: a line needs a name
            """)
    void namesWhatIsWrongWithZonesAndLines(String marked, String expected) {
        assertThat(problems("cameras:\n- {id: a, url: 'rtsp://h', " + marked + "}"))
                .containsExactly("FILE:2: cameras[0]." + expected);
    }

    @Test
    void refusesASunWithoutAPlace() {
        assertThat(problems("schedules: [{name: dark, sun: night}, {name: two, sun: day, windows: []}]"))
                .containsExactly(
                        "FILE:1: schedules[0].sun: needs a place; add one to the file, such as place: {latitude: 52.5,"
                                + " longitude: 13.4}",
                        "FILE:1: schedules[1]: a schedule has one of windows, sun, all, any, not; it has sun and windows");
    }

    @Test
    void readsRulesFromAFileOfTheirOwn() throws Exception {
        Path rules =
                Files.writeString(folder.resolve("rules.yaml"), "rules: [{id: r, camera: door, presence: {zone: z}}]");
        String cameras = CAMERAS.substring(CAMERAS.indexOf("cameras:"));
        SightlineConfig config = read(cameras + "rulesFile: rules.yaml\n");
        assertThat(config.rulesFile()).isEqualTo(rules);
        assertThat(config.rules()).extracting(Rule::id).containsExactly("r");

        Files.writeString(rules, "rules: [{id: r, camera: door, presence: {zone: q}}]\nweb: {port: 1}");
        assertThat(problems(cameras + "rulesFile: rules.yaml\nprofiles: [a]\n"))
                .containsExactly(
                        "FILE:10: profiles: belongs into rulesFile where there is one; move it there",
                        rules + ":1: rules[r].presence.zone: there is no such zone of camera door; did you mean 'z'?",
                        rules
                                + ":2: web: is not a key; known here: timeZone, place, holidays, schedules, profiles, rules");
    }

    @Test
    void doesNotAskForClassesOfAModelThatIsNotThere() throws Exception {
        assertThat(read(CAMERAS
                                + "model: {card: elsewhere.json}\nrules: [{id: r, camera: door, presence: , labels: [yeti]}]")
                        .rules())
                .hasSize(1);
    }

    private static Selection who(Zone... zones) {
        return new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, Arrays.asList(zones));
    }

    private static Zone zone(String name, double left, double right) {
        return new Zone(name, new Polygon(List.of(new Point(left, 0), new Point(right, 0), new Point(right, 1))));
    }

    private static Duration s(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private List<Rule> rules(String... lines) throws Exception {
        return read(CAMERAS + "rules:\n" + String.join("\n", lines)).rules();
    }

    private SightlineConfig read(String yaml) throws Exception {
        return new ConfigReader(Map.of("HOME", "/home"))
                .read(Files.writeString(folder.resolve("sightline.yaml"), yaml));
    }

    private List<String> problems(String yaml) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        return failure.problems().stream()
                .map(line -> line.replace(folder.resolve("sightline.yaml").toString(), "FILE"))
                .toList();
    }
}
