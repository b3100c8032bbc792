package dev.sightline.condition;

import static dev.sightline.condition.Stage.LEFT;
import static dev.sightline.condition.Stage.RIGHT;
import static dev.sightline.condition.Stage.at;
import static dev.sightline.condition.Stage.moving;
import static dev.sightline.condition.Stage.object;
import static dev.sightline.condition.Stage.person;
import static dev.sightline.condition.Stage.persons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.condition.CameraHealth.Delivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinedConditionsTest {
    private static final Condition ON_THE_LEFT = new InZone(persons(LEFT));
    private static final Condition FAST = new Speed(persons(), 1, 1);
    private static final Condition DOGS =
            new CountIs(new Selection(List.of("dog"), 0, Anchor.CENTER, List.of()), 1, 100);

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    @Test
    void countsTheObjectsOfEachZone() {
        var stage = new Stage(new CountIs(persons(LEFT, RIGHT), 2, 3));
        assertThat(stage.see(0, person(1, 0.1), person(2, 0.2), person(3, 0.8)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo(new Subject(List.of(), "left"));
                    assertThat(finding.values()).containsEntry("count", 2.0);
                    assertThat(finding.objects()).hasSize(2);
                });
    }

    @Test
    void takesNoSilentCameraForAnEmptyScene() {
        var stage = new Stage(new Lasting(new CountIs(persons(), 0, 0), seconds(20), Duration.ZERO));
        assertThat(stage.see(0, 10)).isEmpty();
        for (int i = 2; i < 10; i++) {
            assertThat(stage.told(5 * i + 0.5, Delivery.STALLED, false)).isEmpty();
        }
        stage.told(50, Delivery.PICTURES, false);
        assertThat(stage.see(50.2, 70)).isEmpty();
        assertThat(stage.see(70.2)).hasSize(1);
    }

    @Test
    void keepsCountingOverAStatusBetweenFrames() {
        var stage = new Stage(new Lasting(new CountIs(persons(), 0, 0), seconds(20), Duration.ZERO));
        for (int i = 0; i < 20; i++) {
            assertThat(stage.see(i)).isEmpty();
            assertThat(stage.told(i + 0.5, Delivery.PICTURES, false)).isEmpty();
        }
        assertThat(stage.see(20)).hasSize(1);
    }

    @Test
    void bridgesShortGapsOfWhatLasts() {
        var stage = new Stage(new Lasting(ON_THE_LEFT, seconds(3), seconds(1)));
        stage.see(0, 1, person(1, 0.4));
        stage.see(1.2, 1.8, person(1, 0.6));
        assertThat(stage.see(2, 2.8, person(1, 0.4))).isEmpty();
        assertThat(stage.see(3, person(1, 0.4)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.since()).isEqualTo(at(0)));
    }

    @Test
    void tellsWhatCeasedTooSoon() {
        var stage = new Stage(new Lasting(ON_THE_LEFT, seconds(3), seconds(1)));
        stage.see(0, 2, person(1, 0.4));
        stage.see(2.2, 4, person(1, 0.6));
        assertThat(stage.misses())
                .singleElement()
                .satisfies(miss -> assertThat(miss.reason()).isEqualTo("held for 2.0 s of 3.0 s"));
        assertThat(stage.notes()).isEmpty();
    }

    @Test
    void addsUpTheTimesOfWhoHangsAround() {
        var stage = new Stage(new Loitering(ON_THE_LEFT, seconds(4), seconds(10)));
        stage.see(0, 2, person(1, 0.4));
        stage.see(2.2, 9, person(1, 0.6));
        assertThat(stage.see(9.2, 11, person(1, 0.4))).isEmpty();
        assertThat(stage.see(11.2, person(1, 0.4))).hasSize(1);
        stage.see(11.4, 22, person(1, 0.6));
        assertThat(stage.see(22.2, 24, person(1, 0.4))).isEmpty();
    }

    @Test
    void asksAllOfTheSameObject() {
        var stage = new Stage(new AllOf(List.of(ON_THE_LEFT, FAST)));
        assertThat(stage.see(0, person(1, 0.4), moving(2, 0.8, 2, 0))).isEmpty();
        assertThat(stage.see(1, person(1, 0.4), moving(2, 0.4, 2, 0)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject().tracks()).hasSize(1);
                    assertThat(finding.subject().zone()).isEqualTo("left");
                    assertThat(finding.values()).containsKey("speed");
                });
    }

    @Test
    void takesConditionsOfTheSceneForGates() {
        var stage = new Stage(new AllOf(List.of(ON_THE_LEFT, DOGS)));
        assertThat(stage.see(0, person(1, 0.4))).isEmpty();
        assertThat(stage.see(1, person(1, 0.4), person(2, 0.4), object(3, "dog", 0.9, 0.5)))
                .hasSize(2);
        var without = new Stage(new AllOf(List.of(ON_THE_LEFT, new Not(DOGS))));
        assertThat(without.see(0, person(1, 0.4))).hasSize(1);
        assertThat(without.see(1, person(1, 0.4), object(3, "dog", 0.9, 0.5))).isEmpty();
    }

    @Test
    void negatesForEachObject() {
        var stage = new Stage(new AllOf(List.of(ON_THE_LEFT, new Not(FAST))));
        assertThat(stage.see(0, person(1, 0.4), moving(2, 0.4, 2, 0)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.objects().get(0).id().number()).isEqualTo(1));
    }

    @Test
    void tellsAnyOnceForEachObject() {
        var stage = new Stage(new AnyOf(List.of(new InZone(persons()), FAST)));
        assertThat(stage.see(0, person(1, 0.4), moving(2, 0.4, 2, 0))).hasSize(2);
    }

    @Test
    void takesStepsInOrderAndInTime() {
        var stage = new Stage(new Sequence(List.of(ON_THE_LEFT, new InZone(persons(RIGHT))), seconds(5), false));
        assertThat(stage.see(0, 1, person(1, 0.8))).isEmpty();
        assertThat(stage.see(1.2, 2, person(1, 0.4))).isEmpty();
        assertThat(stage.see(2.2, person(1, 0.8)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.since()).isEqualTo(at(1.2)));
        assertThat(stage.see(2.4, 3, person(1, 0.8))).isEmpty();
        stage.see(3.2, 4, person(1, 0.4));
        stage.see(4.2, 10);
        assertThat(stage.see(10.2, person(1, 0.8))).isEmpty();
    }

    @Test
    void takesStepsByAnyoneOnlyWhenAskedTo() {
        List<Condition> steps = List.of(ON_THE_LEFT, new InZone(persons(RIGHT)));
        var same = new Stage(new Sequence(steps, seconds(5), false));
        same.see(0, person(1, 0.4));
        assertThat(same.see(1, person(2, 0.8))).isEmpty();
        var any = new Stage(new Sequence(steps, seconds(5), true));
        any.see(0, person(1, 0.4));
        assertThat(any.see(1, person(2, 0.8))).hasSize(1);
    }

    @Test
    void takesThreeSteps() {
        var middle = new Passage(persons(RIGHT), Passage.Way.IN);
        var stage = new Stage(new Sequence(List.of(ON_THE_LEFT, middle, FAST), seconds(5), false));
        stage.see(0, person(1, 0.4));
        assertThat(stage.see(1, moving(1, 0.8, 2, 0))).isEmpty();
        stage.see(2, person(1, 0.8));
        assertThat(stage.see(3, moving(1, 0.8, 2, 0))).hasSize(1);
    }

    @Test
    void tellsWhatIsTheMatterWithACamera() {
        var offline = new Stage(new Lasting(new CameraIs(CameraIs.Trouble.OFFLINE), seconds(10), Duration.ZERO));
        assertThat(offline.told(0, Delivery.STALLED, false)).isEmpty();
        assertThat(offline.told(5, Delivery.OFFLINE, false)).isEmpty();
        assertThat(offline.told(10, Delivery.OFFLINE, false)).isEmpty();
        assertThat(offline.told(15, Delivery.OFFLINE, false)).hasSize(1);
        assertThat(offline.told(20, Delivery.PICTURES, false)).isEmpty();
        assertThat(new Stage(new CameraIs(CameraIs.Trouble.STALLED)).told(0, Delivery.OFFLINE, false))
                .hasSize(1);
        assertThat(new Stage(new CameraIs(CameraIs.Trouble.TAMPERED)).told(0, Delivery.PICTURES, true))
                .hasSize(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        Condition entry = new Passage(persons(LEFT), Passage.Way.IN);
        assertThatThrownBy(() -> new Lasting(entry, seconds(1), seconds(0))).hasMessageContaining("cannot last");
        assertThatThrownBy(() -> new Not(entry)).hasMessageContaining("negate what lasts");
        assertThatThrownBy(() -> new AllOf(List.of(new Not(FAST)))).hasMessageContaining("not a 'not'");
        assertThatThrownBy(() -> new AnyOf(List.of(entry, FAST))).hasMessageContaining("two rules");
        assertThatThrownBy(() -> new Sequence(List.of(FAST), seconds(1), false)).hasMessageContaining("two steps");
        assertThatThrownBy(() -> new CountIs(persons(), 3, 2)).hasMessageContaining("from 3 to 2");
    }
}
