package dev.sightline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.stream.TimeRange;
import dev.sightline.track.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
    private static final TimeRange RANGE = new TimeRange(START, START.plusSeconds(3600));

    /**
     * Alerts written as {@code version since at kind track severity}, the last two if need be; the id is made of the version,
     * the beginning and the track as the engine makes it.
     */
    private static List<Alert> alerts(@Nullable String text) {
        return Stream.of(text == null ? new String[0] : text.split(",", -1))
                .map(each -> each.strip().split(" ", -1))
                .map(ComparisonTest::alert)
                .toList();
    }

    private static Alert alert(String[] parts) {
        String track = parts.length > 4 ? parts[4] : "-";
        List<AlertObject> objects = track.equals("-") ? List.of() : List.of(object(Long.parseLong(track)));
        return new Alert(
                parts[0] + parts[1] + track,
                switch (parts[3]) {
                    case "R" -> Alert.Kind.RAISED;
                    case "X" -> Alert.Kind.ESCALATED;
                    default -> Alert.Kind.ENDED;
                },
                "lingering",
                parts[0],
                parts.length > 5 ? Severity.CRITICAL : Severity.WARNING,
                "gate",
                "door",
                START.plusSeconds(Integer.parseInt(parts[2])),
                START.plusSeconds(Integer.parseInt(parts[1])),
                objects,
                null,
                null,
                new FrameRef("detections", 0, 1),
                "",
                0,
                Map.of(),
                "");
    }

    private static AlertObject object(long number) {
        return new AlertObject(new TrackId("gate", 1, number), "person", 0.5, new BoundingBox(0, 0, 1, 1));
    }

    private static String summary(Comparison comparison) {
        return comparison.alerts().stream()
                .map(each -> each.change() + " " + each.alert().kind().name().charAt(0))
                .map(text -> text.replace("RAISED", "R"))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a 0 2 R 1, a 0 9 E 1    | a 0 2 R 1, a 0 9 E 1            | SAME R, SAME E            | the same ids
            a 0 2 R 1, a 0 9 E 1    | b 0 8 R 1, b 0 9 E 1            | ALIKE R, ALIKE E          | another version, raised later
            a 0 2 R 1, a 0 9 E 1    | -                               | GONE R, GONE E            | too short for another version
            -                       | b 0 8 R 1                       | NEW R                     | what was not told before
            a 0 2 R 1               | b 0 2 R 2                       | NEW R, GONE R             | another object
            a 0 2 R                 | b 0 2 R                         | ALIKE R                   | the scene itself
            a 0 2 R                 | b 0 2 R 1                       | NEW R, GONE R             | the scene is no object
            a 5 5 R 1               | b 15 15 R 1                     | ALIKE R                   | a line that is crossed 10 s later
            a 5 5 R 1               | b 16 16 R 1                     | GONE R, NEW R             | too late to be the same
            a 0 2 R 1, a 0 60 E 1   | b 40 42 R 1, b 40 61 E 1        | ALIKE R, ALIKE E          | times that overlap
            a 5 5 R 1, a 9 9 R 1    | b 6 6 R 1                       | ALIKE R, GONE R           | one for one, the nearest first
            a 0 2 R 1, a 0 9 E 1    | b 0 2 R 1, b 0 5 X 1 !, b 0 9 E 1 ! | ALIKE R, NEW E, NEW E, GONE E | an escalation more
            a 0 2 R 1               | b 0 2 R 1 !                     | NEW R, GONE R             | another severity
            a 0 2 R 1, a 0 5 E 1, b 5 7 R 1, b 5 9 E 1 | b 0 2 R 1, b 0 9 E 1 | ALIKE R, ALIKE E     | a rule changed meanwhile
            a 0 2 R 1, a 0 5 E 1, b 0 5 R 1, b 0 9 E 1 | b 0 5 R 1, b 0 9 E 1 | SAME R, SAME E       | a rule changed that knew the beginning
            a 0 2 R 1, a 3 5 R 1    | a 0 2 R 1                       | SAME R, GONE R            | the same version at another time
            """)
    void findsTheSameEvents(@Nullable String live, @Nullable String replay, String expected, String name) {
        Comparison comparison = Comparison.of(RANGE, alerts(live), alerts(replay));

        assertThat(summary(comparison)).as(name).isEqualTo(expected);
        assertThat(comparison.isChanged()).isEqualTo(expected.contains("NEW") || expected.contains("GONE"));
    }
}
