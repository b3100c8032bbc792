package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How ground truth or detections are written down. */
public enum DatasetFormat {
    /** A folder with a text for each picture: {@code label [score] left top right bottom}. */
    TEXT,
    /** Pascal VOC: a folder with an XML document for each picture; ground truth only. */
    VOC,
    /** COCO: one JSON file. */
    COCO,
    /** MOT Challenge: one text for a film. */
    MOT;

    private static final Pattern MOT_LINE = Pattern.compile("[-+0-9.eE ]+(,[-+0-9.eE ]*){6,}");
    private static final int MAX_MEBIBYTES = 256;

    /**
     * The format that a file or folder is in, by its names and first line. A folder of empty texts, or of nothing, is
     * {@link #TEXT}.
     *
     * @throws IOException if it is in none of them
     */
    public static DatasetFormat of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.isRegularFile(path)) {
            return ofFile(path);
        }
        List<Path> texts = TextFiles.in(path, ".txt");
        if (!TextFiles.in(path, ".xml").isEmpty()) {
            return VOC;
        } else if (!texts.isEmpty()) {
            return isMot(texts) ? MOT : TEXT;
        } else if (!TextFiles.in(path, ".json").isEmpty()) {
            return COCO;
        } else if (Files.isRegularFile(path.resolve("gt").resolve("gt.txt"))) {
            return MOT;
        } else if (Files.isDirectory(path.resolve("Annotations")) || Files.isDirectory(path.resolve("annotations"))) {
            return VOC;
        } else if (isEmpty(path)) {
            return TEXT;
        }
        throw new DatasetException(path.toString(), "has no .txt, .xml or .json files; name the folder that does");
    }

    private static DatasetFormat ofFile(Path file) throws IOException {
        if (TextFiles.hasEnding(file, ".json")) {
            return COCO;
        } else if (TextFiles.hasEnding(file, ".xml")) {
            return VOC;
        } else if (isMot(List.of(file))) {
            return MOT;
        }
        throw new DatasetException(
                file.toString(), "is neither JSON, XML nor MOT text; of texts for single pictures name the folder");
    }

    private static boolean isMot(List<Path> texts) throws IOException {
        for (Path text : texts) {
            for (String line : TextFiles.lines(text, MAX_MEBIBYTES)) {
                if (!line.isBlank()) {
                    return MOT_LINE.matcher(line.strip()).matches();
                }
            }
        }
        return false;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
