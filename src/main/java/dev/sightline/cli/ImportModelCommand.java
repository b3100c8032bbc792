package dev.sightline.cli;

import dev.sightline.model.ModelDraft;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelReport;
import dev.sightline.model.ModelWriter;
import dev.sightline.weights.CaffeWeights;
import dev.sightline.weights.ImportedNetwork;
import dev.sightline.weights.TensorFlowJsWeights;
import dev.sightline.weights.TorchvisionWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model of this product out of what others have trained. */
@Command(
        name = "import",
        description = {
            "Makes a model and its card out of what others have trained.",
            "Caffe's SSD300 or SSD512: its .prototxt and .caffemodel. torchvision's ssd300_vgg16: a .safetensors file."
                    + " TensorFlow's SSDLite: the folder of its TensorFlow.js model. Any other SSD with raw heads: its"
                    + " .onnx file and --card."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportModelCommand implements Callable<Integer> {
    private static final int COCO = 91;
    private static final int MOST_CLASSES = 10_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", arity = "1..2", description = "The files or the folder.")
    private List<Path> sources;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where to write NAME.onnx, NAME.labels.txt and the card NAME.json (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("models");

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name (default: that of the source).")
    private @Nullable String name;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "The words of the classes, a line each, the background first and a line empty where a number has"
                            + " no class (default: those of VOC for 21 classes, of COCO for 81 or 91).")
    private @Nullable Path labels;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description =
                    "How many classes a .safetensors file or a TensorFlow.js model scores, the background included"
                            + " (default: 91, COCO). A .caffemodel says it itself.")
    private @Nullable Integer classes;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "The card of an .onnx file; file and sha256 are filled in.")
    private @Nullable Path card;

    @Option(
            names = "--license",
            paramLabel = "ID",
            description = "The licence of the weights, an SPDX identifier (default: unknown).")
    private @Nullable String license;

    @Override
    public Integer call() throws IOException {
        Path written;
        try {
            checkOptions();
            written = kind() == Kind.ONNX ? adopt() : ModelWriter.write(draft(read()), out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        ModelReport report = ModelInspector.inspect(written);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d classes, %,d default boxes, %.2f million parameters, %.2f billion multiplications a picture%n",
                        written,
                        report.labels().usedCount(),
                        report.defaultBoxes(),
                        report.parameters() / 1e6,
                        report.multiplications() / 1e9);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** What can be imported. */
    private enum Kind {
        CAFFE,
        SAFETENSORS,
        TENSORFLOW_JS,
        ONNX
    }

    private Kind kind() {
        if (has(".caffemodel") && has(".prototxt")) {
            return Kind.CAFFE;
        } else if (sources.size() == 1 && has(".safetensors")) {
            return Kind.SAFETENSORS;
        } else if (sources.size() == 1 && has(".onnx")) {
            return Kind.ONNX;
        } else if (sources.size() == 1 && Files.isDirectory(sources.get(0))) {
            return Kind.TENSORFLOW_JS;
        }
        throw new IllegalArgumentException(
                "give a .prototxt and a .caffemodel, a .safetensors file, an .onnx file with --card, or a folder with a"
                        + " model.json");
    }

    /** Options that would change nothing are mistakes. */
    private void checkOptions() {
        boolean onnx = kind() == Kind.ONNX;
        if (onnx && (labels != null || license != null)) {
            throw new IllegalArgumentException(
                    "--labels and --license do not go with --card; write them into the card");
        } else if (!onnx && card != null) {
            throw new IllegalArgumentException("--card goes with an .onnx file only");
        } else if (classes != null && (onnx || kind() == Kind.CAFFE)) {
            throw new IllegalArgumentException("--classes goes with .safetensors and TensorFlow.js only");
        } else if (classes != null && (classes < 2 || classes > MOST_CLASSES)) {
            throw new IllegalArgumentException(
                    "--classes is 2 to " + MOST_CLASSES + ", the background included, not " + classes);
        }
    }

    private boolean has(String suffix) {
        return sources.stream().anyMatch(source -> source.toString().endsWith(suffix));
    }

    private Path find(String suffix) {
        return sources.stream()
                .filter(source -> source.toString().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private ImportedNetwork read() throws IOException {
        int scored = classes == null ? COCO : classes;
        return switch (kind()) {
            case CAFFE -> CaffeWeights.read(find(".prototxt"), find(".caffemodel"));
            case SAFETENSORS -> TorchvisionWeights.read(sources.get(0), scored);
            default -> TensorFlowJsWeights.read(sources.get(0), scored);
        };
    }

    private Path adopt() throws IOException {
        if (card == null) {
            throw new IllegalArgumentException("an .onnx file needs --card; the built-in model's card shows every key");
        }
        return ModelWriter.adopt(sources.get(0), card, nameOrSource(), out);
    }

    private ModelDraft draft(ImportedNetwork read) throws IOException {
        return new ModelDraft(
                nameOrSource(),
                read,
                KnownLabels.of(labels, read.classes()),
                new ModelDraft.Origin(
                        "1",
                        license == null ? "unknown" : license,
                        "imported from "
                                + sources.stream().map(Path::getFileName).toList(),
                        read.selection().minScore(),
                        List.of("not measured")));
    }

    /** The source's name without its suffix, in the letters that a model's name may have. */
    private String nameOrSource() {
        if (name != null) {
            return name;
        }
        Path source = has(".caffemodel") ? find(".caffemodel") : sources.get(0);
        return String.valueOf(source.toAbsolutePath().normalize().getFileName())
                .replaceFirst("\\.(caffemodel|safetensors|onnx)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
