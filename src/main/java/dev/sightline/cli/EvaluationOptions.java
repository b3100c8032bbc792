package dev.sightline.cli;

import dev.sightline.config.Nearest;
import dev.sightline.dataset.BoxForm;
import dev.sightline.dataset.DatasetReader;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.ScoredImages;
import dev.sightline.evaluate.AveragePrecision;
import dev.sightline.evaluate.LabelMap;
import dev.sightline.evaluate.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all evaluations have in common: the rules, the labels, the form of boxes in texts, where the report goes. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluationOptions {
    private static final double DEFAULT_IOU = 0.5;
    private static final String FILM_LABEL = "person";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--interpolation",
            paramLabel = "all|11|coco",
            description = {
                "all: VOC's area below the whole curve. 11: VOC 2007's eleven points. coco: COCO's rules, the mean at IoU"
                        + " 0.50 to 0.95, and for small, medium and large objects.",
                "Default: ${DEFAULT-VALUE}."
            })
    private String interpolation = "all";

    @Option(
            names = "--iou",
            paramLabel = "F",
            description = "The overlap from which a detection shows an object, for VOC (default: 0.5).")
    private @Nullable Double iou;

    @Option(
            names = "--label",
            paramLabel = "L",
            description = "Only this label of the ground truth; may be repeated. It names the boxes of MOT text, too"
                    + " (default there: " + FILM_LABEL + ").")
    private List<String> labels = List.of();

    @Option(
            names = "--map",
            paramLabel = "L=WORD,…",
            description = "Detections of these words are of label L of the ground truth; may be repeated. Of several"
                    + " words at one place the best counts.")
    private List<String> maps = List.of();

    @Option(
            names = "--boxes",
            paramLabel = "xyxy|xywh",
            description = "How text folders write boxes: left top right bottom, or left top width height (default:"
                    + " ${DEFAULT-VALUE}).")
    private BoxWriting boxes = BoxWriting.XYXY;

    @Option(
            names = "--voc-pixels",
            description =
                    "The corners in text folders are whole pixels that belong to the box, as VOC counts them from 1:"
                            + " a box from 5 to 5 is one pixel wide. VOC XML is always so.")
    private boolean vocPixels;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the report there, too: evaluation.md, evaluation.json, precision-recall.png.")
    private @Nullable Path out;

    /** The last two numbers of a box in a text folder. */
    enum BoxWriting {
        XYXY,
        XYWH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Nullable
    Path out() {
        return out;
    }

    DatasetReader reader() {
        return new DatasetReader(
                new BoxForm(boxes == BoxWriting.XYWH, vocPixels), labels.isEmpty() ? FILM_LABEL : labels.get(0));
    }

    Protocol protocol() {
        if (interpolation.equals("coco")) {
            if (iou != null) {
                throw wrong("--iou is for VOC; COCO has its own overlaps");
            }
            return Protocol.coco();
        }
        try {
            return Protocol.voc(iou == null ? DEFAULT_IOU : iou, average());
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private AveragePrecision average() {
        return switch (interpolation) {
            case "all" -> AveragePrecision.ALL_POINTS;
            case "11" -> AveragePrecision.ELEVEN_POINTS;
            default -> throw wrong("--interpolation is all, 11 or coco, not '" + interpolation + "'");
        };
    }

    /** The ground truth of the labels that are asked for. */
    LabeledImages wanted(LabeledImages truth) {
        checkLabels("--label", labels, truth.labels());
        return labels.isEmpty() ? truth : truth.only(Set.copyOf(labels));
    }

    /** The detections of the labels that are asked for. */
    ScoredImages wanted(ScoredImages found) {
        return labels.isEmpty()
                ? found
                : found.map(boxes -> boxes.stream()
                        .filter(box -> labels.contains(box.label()))
                        .toList());
    }

    /** Which words stand for which label. */
    LabelMap labelMap(LabeledImages truth) {
        Map<String, Set<String>> map = new LinkedHashMap<>();
        for (String each : maps) {
            int at = each.indexOf('=');
            if (at < 1 || at == each.length() - 1) {
                throw wrong("--map is LABEL=WORD or LABEL=WORD,WORD, not '" + each + "'");
            }
            Arrays.stream(each.substring(at + 1).split(",", -1))
                    .map(String::strip)
                    .forEach(map.computeIfAbsent(each.substring(0, at), label -> new LinkedHashSet<>())::add);
        }
        checkLabels("--map", map.keySet(), truth.labels());
        return new LabelMap(map);
    }

    private void checkLabels(String option, Iterable<String> asked, Set<String> known) {
        for (String label : asked) {
            if (!known.contains(label)) {
                throw wrong(option + ": the ground truth has no '" + label + "'; "
                        + Nearest.hint(label, new ArrayList<>(known)));
            }
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
