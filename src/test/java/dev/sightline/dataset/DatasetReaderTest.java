package dev.sightline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.dataset.LabeledBox.Kind;
import dev.sightline.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetReaderTest {
    private static final DatasetReader READER = new DatasetReader(BoxForm.EDGES, "person");
    private static final LabeledImages NONE = new LabeledImages(List.of());

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private LabeledImages truth() throws IOException {
        return READER.groundTruth(folder, null);
    }

    private static LabeledBox box(String label, double left, double top, double right, double bottom, Kind kind) {
        return new LabeledBox(label, new PixelBox(left, top, right, bottom), kind);
    }

    @Nested
    class TextFolders {
        @Test
        void haveALineForEachObject() throws IOException {
            write("b.txt", "");
            write("a.1.txt", "traffic  light 1 2.5 3e1 40 difficult\r\n\n dog\t0 0 1 1\n");
            assertThat(truth().images())
                    .containsExactly(
                            new LabeledImage(
                                    "a.1",
                                    null,
                                    List.of(
                                            box("traffic light", 1, 2.5, 30, 40, Kind.DIFFICULT),
                                            box("dog", 0, 0, 1, 1, Kind.COUNTED))),
                            new LabeledImage("b", null, List.of()));
        }

        @Test
        void haveAScoreForEachDetection() throws IOException {
            write("a.txt", "traffic light .5 1 2 3 4\n");
            write("b.txt", "");
            assertThat(READER.detections(folder, null, NONE))
                    .isEqualTo(new ScoredImages(Map.of(
                            "a",
                            List.of(new ScoredBox("traffic light", 0.5, new PixelBox(1, 2, 3, 4))),
                            "b",
                            List.of())));
        }

        @ParameterizedTest
        @CsvSource({
            "false, false, 10, 20, 30, 60",
            "true,  false, 10, 20, 40, 80",
            "false, true,   9, 19, 30, 60",
            "true,  true,   9, 19, 40, 80"
        })
        void haveBoxesInFourForms(boolean sides, boolean whole, double left, double top, double right, double bottom)
                throws IOException {
            write("a.txt", "dog 10 20 30 60");
            assertThat(new DatasetReader(new BoxForm(sides, whole), "person")
                            .groundTruth(folder, null)
                            .images()
                            .get(0)
                            .boxes())
                    .containsExactly(box("dog", left, top, right, bottom, Kind.COUNTED));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                1 2 3 4                | needs label left top right bottom [difficult], but has 4 columns
                dog                    | needs label left top right bottom [difficult], but has 1 column
                difficult              | needs label left top right bottom [difficult], but has 0 columns
                dog 1 2 x 4            | the box has 'x', which is not a number
                dog 1 2 NaN 4          | the box has 'NaN', which is not a number
                dog 1 2 1e999 4        | the box has '1e999', which is not a number
                dog 1 2 0x10 4         | the box has '0x10', which is not a number
                dog 1 2 . 4            | the box has '.', which is not a number
                dog 5 2 3 4            | right and bottom must not be before left and top: 5.0 2.0 3.0 4.0; if they are width and height, read them as xywh
                """)
        void nameTheLineAndTheProblem(String line, String problem) throws IOException {
            Path file = write("a.txt", "dog 1 2 3 4\n\n" + line + "\n");
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(file + ", line 3: " + problem);
        }

        @Test
        void needScoresThatAreNumbers() throws IOException {
            Path file = write("a.txt", "dog big 1 2 3 4\n");
            assertThatThrownBy(() -> READER.detections(folder, null, NONE))
                    .hasMessage(file + ", line 1: the score has 'big', which is not a number");
            Files.writeString(file, "dog 1 2 3 4\n");
            assertThatThrownBy(() -> READER.detections(folder, null, NONE))
                    .hasMessage(file + ", line 1: needs label score left top right bottom, but has 5 columns");
        }

        @Test
        void areInUtf8() throws IOException {
            Path file = folder.resolve("a.txt");
            Files.write(file, new byte[] {(byte) 0xff, 'a'});
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ": is not text in UTF-8");
        }
    }

    @Nested
    class VocFolders {
        private static final String OBJECT = """
                <object><name>dog</name><difficult>%s</difficult>
                  <part><name>head</name><bndbox><xmin>5</xmin></bndbox></part>
                  <bndbox><xmin>%s</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object>
                """;

        private static String document(String... objects) {
            return "<annotation><filename>../x/one.jpg</filename>" + String.join("", objects) + "</annotation>";
        }

        @Test
        void countWholePixelsFromOne() throws IOException {
            write("Annotations/a.xml", document(OBJECT.formatted(0, 1), OBJECT.formatted(1, 1)));
            write("Annotations/b.xml", document());
            assertThat(truth().images())
                    .containsExactly(
                            new LabeledImage(
                                    "a",
                                    "one.jpg",
                                    List.of(
                                            box("dog", 0, 1, 3, 4, Kind.COUNTED),
                                            box("dog", 0, 1, 3, 4, Kind.DIFFICULT))),
                            new LabeledImage("b", "one.jpg", List.of()));
            assertThat(READER.groundTruth(folder.resolve("Annotations/a.xml"), null)
                            .images())
                    .hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE annotation [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><annotation>&e;</annotation>",
                    "<!DOCTYPE annotation SYSTEM 'http://127.0.0.1:9/a.dtd'><annotation/>",
                    "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><annotation>&c;</annotation>"
                })
        void refuseDocumentTypes(String document) throws IOException {
            Path file = write("a.xml", document);
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(file + ", line 1: is not such XML: DOCTYPE is disallowed");
        }

        @Test
        void nameTheObjectAndTheProblem() throws IOException {
            Path file = write("a.xml", document(OBJECT.formatted(0, 1), OBJECT.formatted(0, "x")));
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .hasMessage(file + ", object 2: bndbox/xmin is not a number: 'x'");
            Files.writeString(file, document(OBJECT.formatted(0, "")));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ", object 1: bndbox/xmin is missing");
            Files.writeString(file, document(OBJECT.formatted(0, "NaN")));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ", object 1: a box needs finite edges");
            Files.writeString(file, document(OBJECT.formatted(0, "9")));
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .hasMessageStartingWith(file + ", object 1: right and bottom must not be before left and top");
            Files.writeString(file, document("<object><name>dog</name></object>"));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ", object 1: bndbox is missing");
            Files.writeString(file, document("<object><bndbox/></object>"));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ", object 1: name is missing");
        }

        @Test
        void nameTheLineOfBrokenXml() throws IOException {
            Path file = write("a.xml", "<annotation>\n<object>\n</annotation>");
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .hasMessageStartingWith(file + ", line 3: is not such XML: ");
            Files.writeString(file, "<html/>");
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ": its root is html, not annotation");
        }

        @Test
        void holdNoDetections() throws IOException {
            write("a.xml", document());
            assertThatThrownBy(() -> READER.detections(folder, null, NONE))
                    .hasMessage(folder + ": VOC XML has no scores, so it holds no detections");
        }
    }

    @Nested
    class CocoFiles {
        private static final String INSTANCES = """
                {"info": {}, "images": [{"id": 7, "file_name": "val/b.jpg", "width": 9, "height": 9},
                                        {"id": 3, "file_name": "a.png"}],
                 "categories": [{"id": 1, "name": "person"}, {"id": 90, "name": "tooth brush"}],
                 "annotations": [%s]}
                """;

        @Test
        void haveAreasAndCrowds() throws IOException {
            write("instances.json", INSTANCES.formatted("""
                    {"id": 900100000001, "image_id": 7, "category_id": 90, "bbox": [1, 2, 3.5, 4], "area": 6.5, "iscrowd": 0},
                    {"id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 0, 2, 2], "iscrowd": 1, "segmentation": {}}
                    """));
            LabeledImages truth = truth();
            assertThat(truth.images())
                    .containsExactly(
                            new LabeledImage("a", "a.png", List.of()),
                            new LabeledImage(
                                    "b",
                                    "val/b.jpg",
                                    List.of(
                                            new LabeledBox(
                                                    "tooth brush", new PixelBox(1, 2, 4.5, 6), 6.5, Kind.COUNTED),
                                            box("person", 0, 0, 2, 2, Kind.CROWD))));
            Path results = write("results/r.json", """
                    [{"image_id": 7, "category_id": 90, "bbox": [1, 2, 3, 4], "score": 0.25},
                     {"image_id": 3, "category_id": 1, "bbox": [1, 1, 1, 1], "score": 1}]
                    """);
            ScoredImages found = READER.detections(results, null, truth);
            assertThat(found.images().keySet()).containsExactly("a", "b");
            assertThat(found.images().get("b"))
                    .containsExactly(new ScoredBox("tooth brush", 0.25, new PixelBox(1, 2, 4, 6)));
            Files.writeString(results, "[]");
            assertThat(READER.detections(results, null, truth).size()).isZero();
            assertThatThrownBy(() -> READER.detections(results, null, NONE))
                    .hasMessageEndingWith("the ground truth must be COCO JSON, too");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"image_id": 8, "category_id": 1, "bbox": [0, 0, 1, 1]}               | image_id is 8, which the ground truth does not have
                {"image_id": 7, "category_id": 2, "bbox": [0, 0, 1, 1]}               | category_id is 2, which the ground truth does not have
                {"image_id": 7, "category_id": 1, "bbox": [0, 0, 1]}                  | bbox must have 4 numbers
                {"image_id": 7, "category_id": 1, "bbox": [0, 0, -1, 1]}              | bbox is no box: width and height must not be negative: -1.0, 1.0
                {"image_id": 7, "category_id": 1}                                     | bbox is missing
                {"image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "area": -1}   | area must not be negative
                {"image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "iscrowd": 2} | iscrowd must be a whole number from 0 to 1
                """)
        void nameTheKeyAndTheProblem(String annotation, String problem) throws IOException {
            Path file = write(
                    "instances.json",
                    INSTANCES.formatted(
                            "{\"image_id\": 3, \"category_id\": 1, \"bbox\": [0, 0, 1, 1]}, " + annotation));
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .isInstanceOf(JsonException.class)
                    .hasMessage(file + ": annotations[1]." + problem);
        }

        @Test
        void nameWhatIsWrongWithResults() throws IOException {
            LabeledImages truth = new LabeledImages(List.of(), new CocoIds(Map.of(1, "a"), Map.of(1, "dog")));
            Path file = write("r.json", "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 1, 1]}]");
            assertThatThrownBy(() -> READER.detections(file, null, truth)).hasMessage(file + ": [0].score is missing");
            Files.writeString(file, "{\"images\": []}");
            assertThatThrownBy(() -> READER.detections(file, null, truth)).hasMessage(file + " is not a JSON list");
            Files.writeString(file, "[{]");
            assertThatThrownBy(() -> READER.detections(file, null, truth))
                    .hasMessageStartingWith(file + " is not JSON: ")
                    .hasMessageContaining("line 1");
            Files.writeString(file, "[7]");
            assertThatThrownBy(() -> READER.detections(file, null, truth)).hasMessage(file + ": [0] must be an object");
        }

        @Test
        void haveEachIdAndNameOnce() throws IOException {
            Path file = write("i.json", """
                    {"images": [{"id": 1, "file_name": "x/a.jpg"}, {"id": 2, "file_name": "x/a.png"}],
                     "categories": [{"id": 1, "name": "dog"}], "annotations": []}""");
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ": two pictures are called 'x/a'");
            Files.writeString(file, Files.readString(file).replace("x/a.png", "y/a.png"));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(folder + ": has no ground truth");
            Files.writeString(file, Files.readString(file).replace("\"id\": 2", "\"id\": 1"));
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(file + ": images[1].id is there twice");
        }
    }

    @Nested
    class Films {
        @Test
        void areNumberedByFrame() throws IOException {
            write("gt.txt", "2,1,10,20,30,40,1,4.4852,5.5016,0\n1,1,1,2,3,4,0,-1,-1,-1\n");
            assertThat(truth().images())
                    .containsExactly(
                            new LabeledImage("1", null, List.of(box("person", 1, 2, 4, 6, Kind.DIFFICULT))),
                            new LabeledImage("2", null, List.of(box("person", 10, 20, 40, 60, Kind.COUNTED))));
        }

        @Test
        void mayBeASequence() throws IOException {
            write("gt/gt.txt", "1,1,1,2,3,4,1,-1,-1,-1\n");
            write("seqinfo.ini", "");
            assertThat(truth().labels()).containsExactly("person");
            Path found = write("det/det.txt", "1,-1,1,2,3,4,57.5\n");
            assertThat(READER.detections(found, null, NONE))
                    .isEqualTo(new ScoredImages(
                            Map.of("1", List.of(new ScoredBox("person", 57.5, new PixelBox(1, 2, 4, 6))))));
            Path other = write("det/other.txt", "1,-1,1,2,3,4,1\n");
            assertThatThrownBy(() -> READER.detections(other.resolveSibling(""), null, NONE))
                    .hasMessageContaining("has 2 texts; name one of them");
        }

        @Test
        void nameTheLine() throws IOException {
            Path file = write("gt.txt", "1,1,1,2,3,4,1\n1,1,1,2,3,x,1\n");
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .hasMessage(file + ", line 2: height (column 6) is not a number: 'x'");
        }
    }

    @Nested
    class Formats {
        @Test
        void mustBeKnown() throws IOException {
            Path absent = folder.resolve("absent");
            assertThatThrownBy(() -> READER.groundTruth(absent, null)).isInstanceOf(NoSuchFileException.class);
            Path single = write("single.txt", "dog 1 2 3 4");
            assertThatThrownBy(() -> READER.groundTruth(single, null))
                    .hasMessageContaining("of texts for single pictures name the folder");
            Files.delete(single);
            write("picture.jpg", "");
            assertThatThrownBy(DatasetReaderTest.this::truth)
                    .hasMessage(folder + ": has no .txt, .xml or .json files; name the folder that does");
        }

        @Test
        void mayBeSaid() throws IOException {
            write("a.txt", "1,2,3 a,4 0 0 1 1\n");
            assertThat(DatasetFormat.of(folder)).isEqualTo(DatasetFormat.TEXT);
            write("a.xml", "");
            assertThat(DatasetFormat.of(folder)).isEqualTo(DatasetFormat.VOC);
            assertThat(READER.groundTruth(folder, DatasetFormat.TEXT).labels()).containsExactly("1,2,3 a,4");
        }

        @Test
        void needGroundTruthButNoDetections() throws IOException {
            assertThat(READER.detections(folder, null, NONE).size()).isZero();
            assertThatThrownBy(DatasetReaderTest.this::truth).hasMessage(folder + ": has no ground truth");
        }
    }
}
