package dev.sightline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionFormatTest {
    private static final ImageSize SIZE = new ImageSize(640, 480);
    private static final List<Detection> FOUND = List.of(
            new Detection("traffic light", 10, 0.875, new BoundingBox(0.25, 0.5, 0.5, 0.75)),
            new Detection("a \"b\"\\\n", 2, 1.0 / 3, new BoundingBox(0, 0, 1, 1)));

    @Test
    void writesCornersAsTxt() {
        assertThat(DetectionFormat.TXT.lines(1, SIZE, FOUND)).isEqualTo("""
                        traffic_light 0.875000 160.00 240.00 320.00 360.00
                        a_"b"\\ 0.333333 0.00 0.00 640.00 480.00
                        """);
    }

    @Test
    void writesSidesAsMot() {
        assertThat(DetectionFormat.MOT.lines(9, SIZE, FOUND)).isEqualTo("""
                        9,-1,160,240,160,120,0.875,-1,-1,-1
                        9,-1,0,0,640,480,0.333333,-1,-1,-1
                        """);
    }

    @Test
    void writesAnObjectAsJson() {
        assertThat(DetectionFormat.JSON.lines(9, SIZE, FOUND))
                .isEqualTo("{\"frame\":9,\"width\":640,\"height\":480,\"detections\":["
                        + "{\"label\":\"traffic light\",\"classIndex\":10,\"score\":0.875000,"
                        + "\"left\":160.00,\"top\":240.00,\"right\":320.00,\"bottom\":360.00},"
                        + "{\"label\":\"a \\\"b\\\"\\\\\\u000a\",\"classIndex\":2,\"score\":0.333333,"
                        + "\"left\":0.00,\"top\":0.00,\"right\":640.00,\"bottom\":480.00}]}\n");
    }

    @Test
    void writesAFrameWithoutDetections() {
        assertThat(DetectionFormat.TXT.lines(1, SIZE, List.of())).isEmpty();
        assertThat(DetectionFormat.MOT.lines(1, SIZE, List.of())).isEmpty();
        assertThat(DetectionFormat.JSON.lines(1, SIZE, List.of()))
                .isEqualTo("{\"frame\":1,\"width\":640,\"height\":480,\"detections\":[]}\n");
    }
}
