package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.geometry.ImageSize;
import java.util.List;

/**
 * What a model is, for people.
 *
 * @param id name, version and checksum, which fits the file
 * @param origin where it is from
 * @param bytes the size of the ONNX file
 * @param opset the version of its operators
 * @param inputs name and shape of what goes in
 * @param outputs name and shape of what comes out
 * @param inputSize to which pictures are stretched
 * @param labels a word for each class
 * @param maps cells a side of each feature map
 * @param defaultBoxes of all maps together
 * @param head how outputs become detections, in words
 * @param parameters learned numbers
 * @param multiplications for one picture
 */
public record ModelReport(
        ModelId id,
        ModelDraft.Origin origin,
        long bytes,
        int opset,
        List<String> inputs,
        List<String> outputs,
        ImageSize inputSize,
        Labels labels,
        List<Integer> maps,
        int defaultBoxes,
        String head,
        long parameters,
        long multiplications) {}
