package dev.sightline.condition;

import static dev.sightline.condition.Stage.LEFT;
import static dev.sightline.condition.Stage.RIGHT;
import static dev.sightline.condition.Stage.at;
import static dev.sightline.condition.Stage.moving;
import static dev.sightline.condition.Stage.object;
import static dev.sightline.condition.Stage.person;
import static dev.sightline.condition.Stage.persons;
import static dev.sightline.condition.Stage.still;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectConditionsTest {
    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void findsObjectsOfTheClassInTheZone() {
        var stage = new Stage(new InZone(persons(LEFT)));
        assertThat(stage.see(0, person(1, 0.2), person(2, 0.8), object(3, "dog", 0.3, 0.5)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject().zone()).isEqualTo("left");
                    assertThat(finding.objects()).extracting(SceneObject::label).containsExactly("person");
                });
    }

    @Test
    void findsNobodyBelowTheScore() {
        var choosy = new Selection(List.of(), 0.95, Anchor.CENTER, List.of());
        assertThat(new Stage(new InZone(choosy)).see(0, person(1, 0.2))).isEmpty();
    }

    @Test
    void findsAnObjectThatThePictureCutsOff() {
        assertThat(new Stage(new InZone(persons(RIGHT))).see(0, object(1, "person", 1.0, 1.0)))
                .hasSize(1);
    }

    @Test
    void tellsWhoComesInOnce() {
        var stage = new Stage(new Passage(persons(LEFT), Passage.Way.IN));
        assertThat(stage.see(0, person(1, 0.8))).isEmpty();
        assertThat(stage.see(0.2, person(1, 0.4))).hasSize(1);
        assertThat(stage.see(0.4, person(1, 0.4))).isEmpty();
        assertThat(stage.see(0.6, person(1, 0.6))).isEmpty();
        assertThat(stage.see(1.0, person(1, 0.4))).isEmpty();
        assertThat(stage.see(1.2, 3, person(1, 0.6))).isEmpty();
        assertThat(stage.see(3.2, person(1, 0.4))).hasSize(1);
    }

    @Test
    void tellsWhoAppearsInTheZone() {
        assertThat(new Stage(new Passage(persons(LEFT), Passage.Way.IN)).see(0, person(1, 0.4)))
                .hasSize(1);
    }

    @Test
    void tellsWhoGoesOutWithHowLongTheyWereThere() {
        var stage = new Stage(new Passage(persons(LEFT), Passage.Way.OUT));
        stage.see(0, 4, person(1, 0.4));
        assertThat(stage.see(4.2, 5, person(1, 0.6))).isEmpty();
        assertThat(stage.see(5.2, person(1, 0.6))).singleElement().satisfies(finding -> {
            assertThat(finding.values()).containsEntry("seconds", 4.0);
            assertThat(finding.since()).isEqualTo(at(0));
        });
        assertThat(stage.notes()).isEmpty();
    }

    @Test
    void tellsWhoVanishesInTheZoneButNotWhenTheStreamBreaks() {
        var stage = new Stage(new Passage(persons(LEFT), Passage.Way.OUT));
        stage.see(0, person(1, 0.4), person(2, 0.4));
        assertThat(stage.see(0.2, person(2, 0.4))).hasSize(1);
        stage.interrupt();
        assertThat(stage.see(0.4)).isEmpty();
        assertThat(stage.see(5)).isEmpty();
    }

    @Test
    void tellsTheFirstOfEachDay() {
        var stage = new Stage(new FirstOfDay(new InZone(persons()), ZoneId.of("Europe/Berlin")));
        assertThat(stage.see(0)).isEmpty();
        assertThat(stage.see(1, person(1, 0.4))).hasSize(1);
        assertThat(stage.see(2, person(2, 0.4))).isEmpty();
        double nextDay = Duration.ofHours(10).toSeconds();
        assertThat(stage.see(nextDay - 1, person(3, 0.4))).isEmpty();
        assertThat(stage.see(nextDay, person(4, 0.4))).hasSize(1);
    }

    @Test
    void tellsWhatStandsStill() {
        var stage = new Stage(new StandsStill(persons(LEFT), seconds(60)));
        assertThat(stage.see(59, still(1, 0.2, 0))).isEmpty();
        assertThat(stage.see(60, still(1, 0.2, 0), person(2, 0.2), still(3, 0.8, 0)))
                .hasSize(1);
    }

    @Test
    void tellsWhatWasRemoved() {
        var stage = new Stage(new Removed(persons(LEFT), seconds(60), seconds(5)));
        stage.see(60, 61, still(1, 0.2, 0));
        assertThat(stage.see(61.2, 65.8)).isEmpty();
        assertThat(stage.see(66)).hasSize(1);
        assertThat(stage.see(66.2, 80)).isEmpty();
    }

    @Test
    void doesNotTakeForRemovedWhatGetsAnotherNumberOrIsUnwatched() {
        var stage = new Stage(new Removed(persons(LEFT), seconds(60), seconds(5)));
        stage.see(60, 61, still(1, 0.2, 0));
        assertThat(stage.see(61.2, 70, person(2, 0.2))).isEmpty();
        for (int i = 0; i < 20; i++) {
            assertThat(stage.told(71 + 5 * i, CameraHealth.Delivery.OFFLINE, false))
                    .isEmpty();
        }
        stage.told(171, CameraHealth.Delivery.PICTURES, false);
        assertThat(stage.see(171.2, 174)).isEmpty();
        assertThat(stage.see(174.2, 200, person(3, 0.2))).isEmpty();
    }

    @Test
    void tellsWhoIsFastInTheUnitAskedFor() {
        var heights = new Stage(new Speed(persons(), 1, 1));
        assertThat(heights.see(0, moving(1, 0.4, 0.9, 0), moving(2, 0.4, -0.9, 0.9)))
                .hasSize(1);
        var metres = new Stage(new Speed(persons(), 1.5, 1.7));
        assertThat(metres.see(0, moving(1, 0.4, 0.9, 0)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.values().get("speed")).isBetween(1.52, 1.54));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, true",
        "0, 0.8, 0.7, true",
        "0, 0.7, 0.8, false",
        "90, 0, -1, true",
        "90, 0, 1, false",
        "180, -1, 0.1, true",
        "350, 1, -0.5, true",
        "350, 1, -1, false",
        "0, 0.05, 0, false"
    })
    void tellsWhoGoesThatWay(double towards, double vx, double vy, boolean found) {
        var stage = new Stage(new Heading(persons(), towards, 45, 0.1));
        assertThat(stage.see(0, moving(1, 0.4, vx, vy))).hasSize(found ? 1 : 0);
    }

    @Test
    void tellsPairsThatAreNear() {
        var dogs = new Selection(List.of("dog"), 0, Anchor.BOTTOM_CENTER, List.of());
        var stage = new Stage(new Near(persons(), dogs, 1, 1));
        assertThat(stage.see(0, person(1, 0.4), object(2, "dog", 0.5, 0.5), object(3, "dog", 0.8, 0.5)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject().tracks()).hasSize(2);
                    assertThat(finding.objects()).extracting(SceneObject::label).containsExactly("person", "dog");
                });
    }

    @Test
    void tellsAPairOfTheSameClassOnce() {
        assertThat(new Stage(new Near(persons(), persons(), 1, 1)).see(0, person(1, 0.4), person(2, 0.45)))
                .hasSize(1);
    }
}
