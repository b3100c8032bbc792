package dev.sightline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
    @Test
    void knowsAQuantisedNetworkByItsNodes() throws Exception {
        assertThat(OnnxFile.read(ShippedModel.bytes()).isQuantized()).isFalse();

        var quantised = ModelProto.parseFrom(ShippedModel.bytes()).toBuilder();
        quantised.getGraphBuilder().addNode(NodeProto.newBuilder().setOpType("DequantizeLinear"));
        assertThat(OnnxFile.read(quantised.build().toByteArray()).isQuantized()).isTrue();
    }
}
