package dev.sightline.condition;

import static dev.sightline.condition.Stage.LEFT;
import static dev.sightline.condition.Stage.moving;
import static dev.sightline.condition.Stage.object;
import static dev.sightline.condition.Stage.person;
import static dev.sightline.condition.Stage.persons;
import static dev.sightline.condition.Stage.still;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.condition.CameraIs.Trouble;
import dev.sightline.condition.CrossesLine.Direction;
import dev.sightline.condition.Inquiry.Part;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InquiryTest {
    private static final Selection DOG = new Selection(List.of("dog"), 0, Anchor.BOTTOM_CENTER, List.of());
    private static final Condition ON_THE_LEFT = new InZone(persons(LEFT));
    private static final Condition FAST = new Speed(persons(), 1, 1);
    private static final Condition WITH_DOG = new Near(persons(), DOG, 1, 1);

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Stream<Arguments> obstacles() {
        var sure = new InZone(new Selection(List.of(), 0.95, Anchor.BOTTOM_CENTER, List.of()));
        return Stream.of(
                Arguments.of(ON_THE_LEFT, person(1, 0.4), ""),
                Arguments.of(ON_THE_LEFT, object(1, "dog", 0.4, 0.5), "it is taken for dog, not person"),
                Arguments.of(sure, person(1, 0.4), "its score is 0.9, below 0.95"),
                Arguments.of(ON_THE_LEFT, person(1, 0.8), "not person in left: outside left"),
                Arguments.of(
                        FAST,
                        moving(1, 0.4, 0.5, 0),
                        "not person in the picture faster than 1 box heights/s: in the picture, 0.5 box heights/s"),
                Arguments.of(
                        new Heading(persons(), 90, 45, 0.1),
                        moving(1, 0.4, 1, 0),
                        "not person in the picture heading 90° ± 45°, faster than 0.1 box heights/s:"
                                + " in the picture, heading 0° at 1 box heights/s"),
                Arguments.of(
                        new StandsStill(persons(), seconds(60)),
                        still(1, 0.4, -20),
                        "not person stands still in the picture for 1 min: in the picture, standing still for 20 s"),
                Arguments.of(
                        WITH_DOG,
                        person(1, 0.4),
                        "not person in the picture nearer than 1 box heights to dog: in the picture, nobody to be near to"),
                // of several conditions the first that is not true
                Arguments.of(
                        new AllOf(List.of(ON_THE_LEFT, new Not(FAST))),
                        moving(1, 0.4, 2, 0),
                        "it is true that person in the picture faster than 1 box heights/s"),
                Arguments.of(
                        new AllOf(List.of(ON_THE_LEFT, new CameraIs(Trouble.OFFLINE))),
                        person(1, 0.4),
                        "not camera is offline: it delivers pictures"),
                // of alternatives all
                Arguments.of(
                        new AnyOf(List.of(ON_THE_LEFT, new InZone(DOG))),
                        person(1, 0.8),
                        "not person in left: outside left; and it is taken for person, not dog"),
                // what is true, but not for long enough
                Arguments.of(
                        new Lasting(ON_THE_LEFT, seconds(2), Duration.ZERO),
                        person(1, 0.4),
                        "not, or not yet: person in left for 2 s"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void namesWhatStandsInTheWay(Condition condition, SceneObject object, String obstacle) {
        var stage = new Stage(condition);
        stage.see(0, object);
        assertThat(stage.inquiry().obstacle(condition, object)).isEqualTo(obstacle);
    }

    @Test
    void measuresTheDistanceToTheNearestOne() {
        var stage = new Stage(WITH_DOG);
        SceneObject far = person(1, 0.2);
        stage.see(0, far, object(2, "dog", 0.65, 0.5), object(3, "dog", 0.9, 0.5));
        assertThat(stage.inquiry().obstacle(WITH_DOG, far))
                .endsWith("in the picture, the nearest one at 4 box heights");
    }

    @Test
    void tellsEachPartWithItsValues() {
        var condition =
                new AllOf(List.of(new Lasting(ON_THE_LEFT, seconds(2), Duration.ZERO), FAST, new Not(WITH_DOG)));
        var stage = new Stage(condition);
        SceneObject runner = moving(1, 0.4, 2, 0);
        assertThat(stage.see(0, 3, runner, person(2, 0.1))).hasSize(1);
        assertThat(stage.inquiry().parts(condition, Set.of(runner.id())))
                .extracting(Part::depth, Part::holds, Part::what, Part::detail)
                .containsExactly(
                        tuple(0, true, condition.describe(), "speed 2"),
                        tuple(1, true, "person in left for 2 s", "since 2026-06-01T12:00:00Z"),
                        tuple(2, true, "person in left", "in left"),
                        tuple(
                                1,
                                true,
                                "person in the picture faster than 1 box heights/s",
                                "speed 2, in the picture, 2 box heights/s"),
                        tuple(1, true, "not person in the picture nearer than 1 box heights to dog", ""),
                        tuple(
                                2,
                                false,
                                "person in the picture nearer than 1 box heights to dog",
                                "in the picture, nobody to be near to"));
    }

    /** A moment is over when it is asked about; what was written down before it says that it was. */
    @Test
    void knowsWhatHappenedInAMomentHoweverOftenItIsAsked() {
        var line = new Line("gate", List.of(new Point(0.5, 0), new Point(0.5, 1)));
        var condition = new CrossesLine(persons(), line, Direction.ANY, 0.1);
        var stage = new Stage(condition);
        stage.see(0, person(1, 0.3));
        assertThat(stage.inquiry().obstacle(condition, person(1, 0.3)))
                .isEqualTo("not person crosses gate: 1 box heights from gate");
        assertThat(stage.see(0.2, person(1, 0.7))).hasSize(1);
        for (int i = 0; i < 2; i++) {
            assertThat(stage.inquiry().obstacle(condition, person(1, 0.7))).isEmpty();
        }
    }

    @Test
    void tellsHowManyThereAre() {
        var condition = new CountIs(persons(LEFT), 2, 9);
        var stage = new Stage(condition);
        stage.see(0, person(1, 0.4), person(2, 0.8));
        assertThat(stage.inquiry().parts(condition, Set.of()))
                .containsExactly(new Part(0, "2 to 9 of person in left", false, "1 in left"));
    }
}
