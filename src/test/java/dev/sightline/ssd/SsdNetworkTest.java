package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsdNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "300, 21, 26.285, 31.37",
        "300, 81, 34.31,  34.36",
        "512, 21, 27.19,  90.21",
        "512, 81, 36.04,  98.63",
    })
    void hasAsManyParametersAndMultiplicationsAsThePapersNetwork(
            int size, int classes, double millions, double billions) {
        SsdNetwork network = vgg(size, classes);

        assertThat(network.parameterCount() / 1e6).isCloseTo(millions, Percentage.withPercentage(0.1));
        assertThat(network.multiplications() / 1e9).isCloseTo(billions, Percentage.withPercentage(0.1));
    }

    @Test
    void torchvisionsNetworkOf91ClassesHasTheParametersThatItsMetadataState() {
        SsdNetwork network = vgg(300, 91);

        assertThat(network.parameterCount()).isEqualTo(35_641_826);
        assertThat(network.multiplications() / 1e9).isCloseTo(34.858, within(0.001));
    }

    @Test
    void mapsHaveThePapersSizes() {
        assertThat(sourceSizes(vgg(300, 21))).containsExactly(38, 19, 10, 5, 3, 1);
        assertThat(sourceSizes(vgg(512, 21))).containsExactly(64, 32, 16, 8, 4, 2, 1);
        assertThat(sourceSizes(MobileNetwork.ssdLite(91))).containsExactly(19, 10, 5, 3, 2, 1);
    }

    @Test
    void poolThreeCountsTheHalfWindowAtTheEdge() {
        Layer pool = vgg(300, 21).layers().stream()
                .filter(layer -> layer.name().equals("pool3"))
                .findFirst()
                .orElseThrow();

        assertThat(pool.inputSize()).isEqualTo(75);
        assertThat(pool.outputSize()).isEqualTo(38);
    }

    @Test
    void refusesALayoutWithOtherShapes() {
        assertThatThrownBy(() -> VggNetwork.ssd300(21, MobileNetwork.layout()))
                .hasMessage("head conv4_3_norm_mbox_loc does not fit its map of 19 cells a side: it needs 12 channels");
        assertThatThrownBy(() -> VggNetwork.ssd300(21, LayoutRule.SSD512_VOC.layout()))
                .hasMessage("6 heads do not fit 7 maps");
    }

    @Test
    void refusesALayerThatDoesNotFitItsInput() {
        var network = MobileNetwork.ssdLite(91);
        List<Layer> broken = new ArrayList<>(network.layers());
        broken.set(0, new MaxPool("pool", "nowhere", 3, 300, 2, 2, 0, true));

        assertThatThrownBy(() -> new SsdNetwork("x", 300, 91, broken, network.heads(), network.layout()))
                .hasMessage("layer pool does not fit its input nowhere");
    }

    private static SsdNetwork vgg(int size, int classes) {
        return size == 300
                ? VggNetwork.ssd300(classes, LayoutRule.SSD300_VOC.layout())
                : VggNetwork.ssd512(classes, LayoutRule.SSD512_VOC.layout());
    }

    private static Stream<Integer> sourceSizes(SsdNetwork network) {
        return network.heads().stream()
                .map(head -> network.layers().stream()
                        .filter(layer -> layer.name().equals(head.boxes()))
                        .findFirst()
                        .orElseThrow()
                        .outputSize());
    }
}
