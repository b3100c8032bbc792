package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.ssd.SsdLayout.FeatureMap;
import dev.sightline.ssd.SsdLayout.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBoxGeneratorTest {
    @Test
    void goesThroughMapsRowsColumnsAndShapes() {
        var layout = new SsdLayout(List.of(
                new FeatureMap(2, 0.5, List.of(new Shape(0.2, 1), new Shape(0.4, 4))),
                new FeatureMap(1, 1, List.of(new Shape(0.8, 0.25)))));
        assertThat(DefaultBoxGenerator.generate(layout))
                .containsExactly(
                        new DefaultBox(0.25, 0.25, 0.2, 0.2),
                        new DefaultBox(0.25, 0.25, 0.8, 0.2),
                        new DefaultBox(0.75, 0.25, 0.2, 0.2),
                        new DefaultBox(0.75, 0.25, 0.8, 0.2),
                        new DefaultBox(0.25, 0.75, 0.2, 0.2),
                        new DefaultBox(0.25, 0.75, 0.8, 0.2),
                        new DefaultBox(0.75, 0.75, 0.2, 0.2),
                        new DefaultBox(0.75, 0.75, 0.8, 0.2),
                        new DefaultBox(0.5, 0.5, 0.4, 1.6));
    }

    /** Worked out by hand from the contract of the MobileNet models. */
    @ParameterizedTest
    @CsvSource({
        "0,    0.0263157895, 0.0263157895, 0.1,          0.1",
        "1,    0.0263157895, 0.0263157895, 0.2828427125, 0.1414213562",
        "2,    0.0263157895, 0.0263157895, 0.1414213562, 0.2828427125",
        "3,    0.0789473684, 0.0263157895, 0.1,          0.1",
        "57,   0.0263157895, 0.0789473684, 0.1,          0.1",
        "1083, 0.05,         0.05,         0.35,         0.35",
        "1086, 0.05,         0.05,         0.6062177826, 0.2020725942",
        "1087, 0.05,         0.05,         0.2020624903, 0.6062480958",
        "1088, 0.05,         0.05,         0.4183300133, 0.4183300133",
        "1683, 0.1,          0.1,          0.5,          0.5",
        "1911, 0.5,          0.5,          0.95,         0.95",
        "1916, 0.5,          0.5,          0.9746794345, 0.9746794345",
    })
    void hasTheBoxesOfTheMobileModels(int index, double cx, double cy, double width, double height) {
        var boxes = DefaultBoxGenerator.generate(MobileNetwork.layout());
        assertThat(boxes).hasSize(1917);
        DefaultBox box = boxes.get(index);
        assertThat(box.cx()).isCloseTo(cx, within(1e-9));
        assertThat(box.cy()).isCloseTo(cy, within(1e-9));
        assertThat(box.width()).isCloseTo(width, within(1e-9));
        assertThat(box.height()).isCloseTo(height, within(1e-9));
    }

    @Test
    void refusesSenselessLayouts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SsdLayout(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureMap(0, 1, List.of(new Shape(1, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureMap(1, 0, List.of(new Shape(1, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureMap(1, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new DefaultBox(0, 0, 0, 1));
    }
}
