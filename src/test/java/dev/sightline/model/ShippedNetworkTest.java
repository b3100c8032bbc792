package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.sightline.onnx.RawHeads;
import dev.sightline.onnx.ShippedModel;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.MobileNetwork;
import dev.sightline.ssd.SsdNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedNetworkTest {
    @Test
    void ourLayersWithItsWeightsSayWhatTheBuiltInModelSays() throws IOException, OrtException {
        SsdNetwork network = MobileNetwork.ssdLite(91);
        byte[] ours = SsdGraph.write(network, ShippedModel.weights(network));
        float[] images = RawHeads.noise(2, 300, 1);

        RawHeads.run(ours, images, 300).assertSame(RawHeads.run(ShippedModel.bytes(), images, 300), 1e-5);
    }

    @Test
    void ourDefaultBoxesAreThoseOfTheBuiltInCard() throws ModelException {
        var card = ModelStore.find(null).card();
        List<DefaultBox> expected = DefaultBoxGenerator.generate(card.head().layout());
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(MobileNetwork.layout());

        assertThat(boxes).hasSameSizeAs(expected);
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(boxes.get(i).cx()).isCloseTo(expected.get(i).cx(), within(1e-6));
            assertThat(boxes.get(i).cy()).isCloseTo(expected.get(i).cy(), within(1e-6));
            assertThat(boxes.get(i).width()).isCloseTo(expected.get(i).width(), within(1e-6));
            assertThat(boxes.get(i).height()).isCloseTo(expected.get(i).height(), within(1e-6));
        }
    }
}
