package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.SsdLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaffeDeployTest {
    private static final String TEXT =
            CaffeModel.prototxt(PriorSizes.SSD300_VOC.network(21), PriorSizes.SSD300_VOC::param);

    @ParameterizedTest
    @EnumSource
    void readsTheAuthorsNetworks(PriorSizes sizes) throws WeightsException {
        for (int classes : new int[] {4, 21, 81}) {
            CaffeDeploy deploy = read(CaffeModel.prototxt(sizes.network(classes), sizes::param));

            assertThat(deploy.network()).isEqualTo(sizes.network(classes));
            assertThat(deploy.coder()).isEqualTo(new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2));
            assertThat(deploy.selection()).isEqualTo(new ImportedNetwork.Selection(0.01, 0.45, 400, 200, false));
        }
    }

    @Test
    void readsAnInputThatIsALayer() throws WeightsException {
        String layer = """
                layer { name: "data" type: "Input" top: "data" input_param { shape: { dim: [8, 3, 300, 300] } } }
                layer {""";
        String rest = TEXT.substring(TEXT.indexOf("layer {") + "layer {".length());

        assertThat(read(layer + rest).network().inputSize()).isEqualTo(300);
    }

    /** As in many files that Caffe has written. */
    @Test
    void readsFloatsThatAreSpeltOutAsDoubles() throws WeightsException {
        String text = CaffeModel.prototxt(PriorSizes.SSD512_VOC.network(21), PriorSizes.SSD512_VOC::param)
                .replace("variance: 0.1", "variance: 0.10000000149")
                .replace("variance: 0.2", "variance: 0.20000000298")
                .replace(": 76.8", ": 76.8000030518")
                .replace(": 384.0", ": 383.99999999")
                .replace("nms_threshold: 0.45", "nms_threshold: 0.449999988079")
                .replace("confidence_threshold: 0.01", "confidence_threshold: 0.00999999977648");

        assertThat(read(text).network().layout()).isEqualTo(PriorSizes.SSD512_VOC.layout());
        assertThat(read(text).coder()).isEqualTo(new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2));
        assertThat(read(text).selection()).isEqualTo(new ImportedNetwork.Selection(0.01, 0.45, 400, 200, false));
    }

    @Test
    void readsOtherSelectionsAndVariancesAndClipping() throws WeightsException {
        CaffeDeploy deploy = read(TEXT.replace("top_k: 400", "top_k: -1")
                .replace("keep_top_k: 200", "keep_top_k: 50")
                .replace("nms_threshold: 0.45", "nms_threshold: 0.6")
                .replace("confidence_threshold: 0.01", "confidence_threshold: 0.3")
                .replace("variance: 0.2", "variance: 0.25")
                .replace("clip: false", "clip: true"));

        assertThat(deploy.selection()).isEqualTo(new ImportedNetwork.Selection(0.3, 0.6, 100_000, 50, false));
        assertThat(deploy.coder()).isEqualTo(new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.25));
        assertThat(deploy.network().layout())
                .isEqualTo(PriorSizes.SSD300_VOC.layout().withClip(SsdLayout.Clip.CORNERS));
    }

    @Test
    void aMapMayHaveOtherShapesWhenItsHeadsFit() throws WeightsException {
        String priors = PriorSizes.SSD300_VOC.param(5);
        String text = TEXT.replace(priors, priors.replace("aspect_ratio: 2", ""));
        text = replaceLast(text, "num_output: 16", "num_output: 8");
        text = replaceLast(text, "num_output: 84", "num_output: 42");

        SsdLayout layout = read(text).network().layout();
        assertThat(layout.maps().get(5).shapes())
                .isEqualTo(PriorSizes.SSD300_VOC.layout().maps().get(5).shapes().subList(0, 2));
        assertThat(layout.boxCount()).isEqualTo(8730);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dim: 300 | dim: 321 | x.prototxt: the input must be 3 channels of 300x300 or 512x512 pixels, not of the shape [1, 3, 321, 321]
            input: "data" | | x.prototxt: has no input; the deploy.prototxt is needed, not that for training
            layer { | layers { | x.prototxt: uses the old 'layers'; convert it with Caffe's upgrade_net_proto_text
            name: "fc7" | name: "fc7_reduced" | x.prototxt: layer fc7_reduced: ssd300_vgg16 has no such layer
            name: "conv4_3_norm_mbox_priorbox" | name: "priors" | x.prototxt: layer conv4_3_norm_mbox_priorbox is missing
            dilation: 6 | dilation: 1 | x.prototxt: layer fc6: convolution_param: dilation must be 6, not 1
            num_output: 126 | num_output: 120 | x.prototxt: layer fc7_mbox_conf: convolution_param: num_output must be 126, not 120
            num_output: 84 | num_output: 85 | x.prototxt: layer conv4_3_norm_mbox_conf: convolution_param: num_output must be 4 times the number of classes, 2 to 10000, not 85
            num_classes: 21 | num_classes: 81 | x.prototxt: layer detection_out: detection_output_param: num_classes must be 21, not 81
            dim: -1 dim: 21 | dim: -1 dim: 20 | x.prototxt: layer mbox_conf_reshape: reshape_param: shape: dim must be [0, -1, 21], not [0, -1, 20]
            share_location: true | share_location: false | x.prototxt: layer detection_out: detection_output_param: share_location must be true, not false
            background_label_id: 0 | background_label_id: -1 | x.prototxt: layer detection_out: detection_output_param: background_label_id must be 0, not -1
            code_type: CENTER_SIZE | | x.prototxt: layer detection_out: detection_output_param: code_type must be CENTER_SIZE, not CORNER
            top_k: 400 | top_k: 400 eta: 0.9 | x.prototxt: layer detection_out: detection_output_param: nms_param: eta must be 1, not 0.9
            nms_threshold: 0.45 | nms_threshold: 45 | x.prototxt: layer detection_out: detection_output_param: nms_param: nms_threshold must be above 0 and at most 1, not 45.0
            top_k: 400 | top_k: many | x.prototxt: layer detection_out: detection_output_param: nms_param: top_k is not a whole number: many
            type: "ReLU" | type: "PReLU" | x.prototxt: layer conv1_1_relu: a layer of type PReLU has no place in ssd300_vgg16
            type: "DetectionOutput" | type: "Silence" | x.prototxt: has 0 layers of type DetectionOutput, not one; the deploy.prototxt is needed, not that for training
            across_spatial: false | across_spatial: true | x.prototxt: layer conv4_3_norm: norm_param: across_spatial must be false, not true
            channel_shared: false | | x.prototxt: layer conv4_3_norm: norm_param: channel_shared must be false, not true
            kernel_size: 3 stride: 1 pad: 1 } | kernel_size: 2 stride: 2 } | x.prototxt: layer pool5: pooling_param: kernel_size must be 3, not 2
            pool: MAX | pool: AVE | x.prototxt: layer pool1: pooling_param: pool must be MAX, not AVE
            order: 2 order: 3 order: 1 | order: 3 order: 2 order: 1 | x.prototxt: layer conv4_3_norm_mbox_loc_perm: permute_param: order must be [0, 2, 3, 1], not [0, 3, 2, 1]
            bottom: "mbox_priorbox" | | x.prototxt: layer detection_out: must have 3 bottom, not 2
            bottom: "mbox_loc" | bottom: "mbox_priorbox" | x.prototxt: layer detection_out: must read concat(1, flat(permute(conv4_3_norm_mbox_loc)),
            softmax_param { axis: 2 } | | x.prototxt: layer mbox_conf_softmax: softmax_param: axis must be 2, not 1
            bottom: "conv3_3" | bottom: "conv3_2" | x.prototxt: layer pool3: must read relu(conv3_3), not relu(conv3_2)
            bottom: "conv6_1" | bottom: "conv6_0" | x.prototxt: layer conv6_1_relu: reads conv6_0, which no layer before it writes
            offset: 0.5 | offset: 0 | x.prototxt: layer conv4_3_norm_mbox_priorbox: prior_box_param: offset must be 0.5, not 0
            min_size: 60.0 | min_size: 60.0 min_size: 70 | x.prototxt: layer fc7_mbox_priorbox: prior_box_param: has 2 min_size but 1 max_size
            max_size: 60.0 | max_size: 20 | x.prototxt: layer conv4_3_norm_mbox_priorbox: prior_box_param: max_size must be above min_size, not 20.0
            min_size: 60.0 | min_size: 0 | x.prototxt: layer fc7_mbox_priorbox: prior_box_param: a scale is above 0 and below 10 and a ratio above 0 and below 100, not 0.0 and 1.0
            step: 16 | step: 16 img_size: 300 | x.prototxt: layer fc7_mbox_priorbox: prior_box_param: the field img_size is not understood
            step: 16 | step_h: 16 step_w: 17 | x.prototxt: layer fc7_mbox_priorbox: prior_box_param: step_h and step_w must be the same
            flip: true | flip: yes | x.prototxt: layer conv4_3_norm_mbox_priorbox: prior_box_param: flip is true or false, not yes
            """)
    void refusesWhatIsNotTheNetwork(String from, String to, String message) {
        assertThat(TEXT).contains(from);
        assertThatThrownBy(() -> read(TEXT.replace(from, to == null ? "" : to)))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(message);
    }

    private static CaffeDeploy read(String text) throws WeightsException {
        return CaffeDeploy.read(TextParser.parse("x.prototxt", text));
    }

    private static String replaceLast(String text, String from, String to) {
        int at = text.lastIndexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
