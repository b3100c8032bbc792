package dev.sightline.condition;

import static dev.sightline.condition.Stage.object;
import static dev.sightline.condition.Stage.person;
import static dev.sightline.condition.Stage.persons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.condition.CrossesLine.Direction;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossesLineTest {
    /** Down the middle: its right hand is on the left of the picture. */
    private static final Line DOWN = new Line("gate", List.of(new Point(0.5, 0.1), new Point(0.5, 0.9)));

    private static Stage stage(Direction direction) {
        return new Stage(new CrossesLine(persons(), DOWN, direction, 0.1));
    }

    @Test
    void tellsWhoCrossesThatWay() {
        var in = stage(Direction.IN);
        in.see(0, person(1, 0.6));
        assertThat(in.see(0.2, person(1, 0.4))).hasSize(1);
        var out = stage(Direction.OUT);
        out.see(0, person(1, 0.6));
        assertThat(out.see(0.2, person(1, 0.4))).isEmpty();
        assertThat(out.see(0.4, person(1, 0.6)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.values()).containsEntry("in", 1.0).containsEntry("out", 1.0));
    }

    @Test
    void doesNotCountWhoDithersOnTheLine() {
        var stage = stage(Direction.ANY);
        stage.see(0, person(1, 0.6));
        for (int i = 1; i < 50; i++) {
            assertThat(stage.see(0.2 * i, person(1, 0.5 + (i % 2 == 0 ? 0.01 : -0.01))))
                    .isEmpty();
        }
        assertThat(stage.see(11, person(1, 0.6))).isEmpty();
        assertThat(stage.see(11.2, person(1, 0.4))).hasSize(1);
    }

    @Test
    void doesNotCountWhoGoesAroundTheEnd() {
        var stage = stage(Direction.ANY);
        stage.see(0, object(1, "person", 0.6, 0.95));
        assertThat(stage.see(0.2, object(1, "person", 0.4, 0.95))).isEmpty();
        assertThat(stage.see(0.4, object(1, "person", 0.4, 0.5))).isEmpty();
    }

    @Test
    void tellsWhoCrossedBeforeTheirTrackWasSure() {
        assertThat(stage(Direction.IN).see(0.6, from(0.6, person(1, 0.4)))).hasSize(1);
        assertThat(stage(Direction.OUT).see(0.6, from(0.6, person(1, 0.4)))).isEmpty();
        assertThat(stage(Direction.IN).see(0.6, from(0.51, person(1, 0.4))))
                .as("began on the line")
                .isEmpty();
        assertThat(stage(Direction.IN).see(9, from(0.6, person(1, 0.4))))
                .as("is followed for long")
                .isEmpty();
    }

    private static SceneObject from(double x, SceneObject o) {
        return new SceneObject(
                o.id(), o.label(), o.score(), o.box(), o.velocity(), o.firstSeen(), null, new Point(x, 0.5));
    }

    @Test
    void countsNobodyWhoAppearsOnTheOtherSide() {
        var stage = stage(Direction.ANY);
        stage.see(0, person(1, 0.6));
        assertThat(stage.see(0.2, person(2, 0.4))).isEmpty();
        assertThat(stage.notes()).hasSize(1);
    }

    @Test
    void followsABend() {
        var bend = new Line("bend", List.of(new Point(0.2, 0.2), new Point(0.5, 0.5), new Point(0.2, 0.8)));
        var stage = new Stage(new CrossesLine(persons(), bend, Direction.ANY, 0));
        stage.see(0, object(1, "person", 0.1, 0.5));
        assertThat(stage.see(0.2, object(1, "person", 0.4, 0.5))).isEmpty();
        assertThat(stage.see(0.4, object(1, "person", 0.6, 0.5))).hasSize(1);
        assertThat(stage.see(0.6, object(1, "person", 0.4, 0.9))).isEmpty();
    }
}
