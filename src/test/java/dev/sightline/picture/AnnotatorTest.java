package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatorTest {
    private final Image grey = Pictures.plain(320, 240, 90, 90, 90);

    @Test
    void drawsOntoACopy() {
        byte[] before = grey.bgr().clone();
        Image drawn = Annotator.draw(grey, List.of(annotation(1, new BoundingBox(0.25, 0.5, 0.75, 0.9))), List.of());
        assertThat(grey.bgr()).isEqualTo(before);
        assertThat(drawn.size()).isEqualTo(grey.size());
        assertThat(drawn.bgr()).isNotEqualTo(before);
    }

    @Test
    void aBoxHasItsClassColourOnItsEdgesAndLeavesTheInsideAlone() {
        Image drawn = Annotator.draw(grey, List.of(annotation(3, new BoundingBox(0.25, 0.5, 0.75, 0.9))), List.of());
        assertThat(pixel(drawn, 80, 180)).isEqualTo(ClassColour.of(3));
        assertThat(pixel(drawn, 239, 180)).isEqualTo(ClassColour.of(3));
        assertThat(pixel(drawn, 160, 215)).isEqualTo(ClassColour.of(3));
        assertThat(pixel(drawn, 160, 180)).isEqualTo(new ClassColour(90, 90, 90));
    }

    @Test
    void theLabelStandsAboveTheBoxInAReadableInk() {
        Image drawn = Annotator.draw(grey, List.of(annotation(2, new BoundingBox(0.25, 0.5, 0.75, 0.9))), List.of());
        int ground = 0;
        int ink = 0;
        for (int y = 105; y < 119; y++) {
            for (int x = 82; x < 150; x++) {
                int green = pixel(drawn, x, y).green();
                ground += Math.abs(green - ClassColour.of(2).green()) < 20 ? 1 : 0;
                ink += Math.abs(green - ClassColour.of(2).ink().green()) < 90 ? 1 : 0;
            }
        }
        assertThat(ground).isGreaterThan(500);
        assertThat(ink).isGreaterThan(60);
    }

    @Test
    void boxesAtTheEdgesAndStrangeLettersAreDrawnWithoutFailing() {
        var everywhere = List.of(
                annotation(1, new BoundingBox(0, 0, 1, 1)),
                annotation(2, new BoundingBox(0.99, 0.99, 1, 1)),
                new Annotation(
                        new Detection("größe\n☃", 3, 0.5, new BoundingBox(0, 0.99, 0.01, 1)),
                        "front/1763/12",
                        List.of()));
        Image tiny = Pictures.plain(8, 8, 0, 0, 0);
        assertThat(Annotator.draw(tiny, everywhere, List.of()).bgr()).isNotEqualTo(tiny.bgr());
        assertThat(Annotator.draw(grey, everywhere, List.of()).bgr()).isNotEqualTo(grey.bgr());
    }

    @Test
    void aZoneIsOutlined() {
        var corners = List.of(new Point(0.1, 0.4), new Point(0.9, 0.4), new Point(0.9, 0.9), new Point(0.1, 0.9));
        Image drawn = Annotator.draw(grey, List.of(), List.of(new Zone("gate", new Polygon(corners))));
        assertThat(pixel(drawn, 160, 215).green()).isGreaterThan(220);
        assertThat(pixel(drawn, 160, 160)).isEqualTo(new ClassColour(90, 90, 90));
    }

    @Test
    void theTextNamesClassTrackAndScore() {
        var person = new Detection("person", 1, 0.8765, new BoundingBox(0, 0, 1, 1));
        assertThat(Annotation.of(person).text()).isEqualTo("person 0.88");
        assertThat(new Annotation(person, "17", List.of()).text()).isEqualTo("person #17 0.88");
    }

    @Test
    void neighbouringClassesDifferInColour() {
        for (int i = 1; i <= 90; i++) {
            for (int j = Math.max(1, i - 4); j < i; j++) {
                ClassColour a = ClassColour.of(i);
                ClassColour b = ClassColour.of(j);
                int apart =
                        Math.abs(a.red() - b.red()) + Math.abs(a.green() - b.green()) + Math.abs(a.blue() - b.blue());
                assertThat(apart).as("%s and %s", a, b).isGreaterThan(100);
            }
        }
    }

    private static Annotation annotation(int classIndex, BoundingBox box) {
        return Annotation.of(new Detection("person", classIndex, 0.87, box));
    }

    private static ClassColour pixel(Image image, int x, int y) {
        int at = 3 * (y * image.size().width() + x);
        return new ClassColour(image.bgr()[at + 2] & 0xFF, image.bgr()[at + 1] & 0xFF, image.bgr()[at] & 0xFF);
    }
}
