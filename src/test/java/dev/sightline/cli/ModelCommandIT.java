package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelCommandIT {
    private static final String BUILT_IN = "/models/ssdlite_mobilenet_v2_coco";

    @TempDir
    Path folder;

    @Test
    void listsWhatIsThereAndWhatIsBroken() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"name\": ");

        Session list = Session.of("model", "list", folder.toString());

        assertThat(list.code()).isEqualTo(1);
        assertThat(list.out()).hasSize(3);
        assertThat(list.out().get(1)).matches("ssdlite_mobilenet_v2_coco +1 +80 +1917 +4\\.48 +0\\.75 +\\(built in\\)");
        assertThat(list.out().get(2)).contains("broken.json is not JSON: ", "(line 1, column ");
    }

    @Test
    void inspectsTheBuiltInModel() {
        Session inspect = Session.of("model", "inspect");

        assertThat(inspect.code()).isZero();
        assertThat(inspect.out())
                .contains(
                        "default boxes    1,917 on maps of 19, 10, 5, 3, 2, 1 cells a side",
                        "parameters       4,475,167",
                        "cost             0.75 billion multiplications a picture");
    }

    @Test
    void verifiesOnAPicture() {
        Session verify = Session.of("model", "verify", "--min-score", "0.7");

        assertThat(verify.code()).isZero();
        assertThat(verify.out().get(0)).startsWith("ssdlite_mobilenet_v2_coco works: ");
        assertThat(verify.out().subList(1, verify.out().size()))
                .anyMatch(line -> line.matches("  person +0\\.[789]\\d"));
    }

    @Test
    void takesOverAnOnnxFileWithACard() throws IOException {
        Path onnx = copy(".onnx", "mine.onnx");
        Path card = copy(".json", "draft.json");
        copy(".labels.txt", "ssdlite_mobilenet_v2_coco.labels.txt");
        String text = Files.readString(card).replaceAll("(?m)^  \"(file|sha256)\".*$", "");
        Files.writeString(card, text);

        Session imported = adopt(onnx, card);

        assertThat(imported.err()).isEmpty();
        assertThat(imported.out())
                .containsExactly(folder.resolve("out/mine.json")
                        + ": 80 classes, 1,917 default boxes, 4.48 million parameters, 0.75 billion multiplications a"
                        + " picture");
        assertThat(Session.of("model", "verify", folder.resolve("out/mine.json").toString())
                        .code())
                .isZero();
        assertThat(folder.resolve("out").toFile().list())
                .containsExactlyInAnyOrder("mine.onnx", "mine.json", "mine.labels.txt");
    }

    @Test
    void aModelThatDoesNotFitItsCardLeavesNothing() throws IOException {
        Path onnx = copy(".onnx", "mine.onnx");
        Path card = copy(".json", "draft.json");
        copy(".labels.txt", "ssdlite_mobilenet_v2_coco.labels.txt");
        Files.writeString(card, Files.readString(card).replace("\"map\": 19", "\"map\": 38"));

        Session imported = adopt(onnx, card);

        assertThat(imported.code()).isEqualTo(1);
        assertThat(imported.err())
                .containsExactly(
                        "sightline: mine.onnx does not fit its card: its output is boxes (N, 1917, 4), not boxes"
                                + " (batch, 5166, 4)");
        assertThat(folder.resolve("out").toFile().list()).isEmpty();
    }

    @Test
    void saysWhatItTakes() {
        assertThat(Session.of("model", "import", "nothing.txt").err())
                .containsExactly(
                        "sightline: give a .prototxt and a .caffemodel, a .safetensors file, an .onnx file with"
                                + " --card, or a folder with a model.json; see 'sightline model import --help'");
        assertThat(Session.of("model", "import", "mine.onnx").err())
                .singleElement()
                .asString()
                .contains("an .onnx file needs --card");
    }

    private Session adopt(Path onnx, Path card) {
        return Session.of(
                "model",
                "import",
                onnx.toString(),
                "--card",
                card.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private Path copy(String suffix, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = ModelCommandIT.class.getResourceAsStream(BUILT_IN + suffix)) {
            assertThat(in).isNotNull();
            Files.write(file, in.readAllBytes());
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .isNotEmpty();
        return file;
    }
}
