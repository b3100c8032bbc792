package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Folders with a text for each picture, named as the picture, and a line for each object:
 *
 * <pre>
 * ground truth   label left top right bottom [difficult]
 * detections     label score left top right bottom
 * </pre>
 *
 * Columns are separated by blanks, of which a label may have some. Empty lines are fine.
 *
 * @param form of the boxes
 */
record BoxText(BoxForm form) {
    private static final int MAX_MEBIBYTES = 64;
    private static final int BOX_COLUMNS = 4;
    private static final Pattern BLANKS = Pattern.compile("(?U)\\s+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
    private static final String DIFFICULT = "difficult";

    LabeledImages labeled(Path folder) throws IOException {
        List<LabeledImage> images = new ArrayList<>();
        for (Path file : TextFiles.in(folder, ".txt")) {
            images.add(new LabeledImage(name(file), null, read(file, this::labeled)));
        }
        return new LabeledImages(images);
    }

    ScoredImages scored(Path folder) throws IOException {
        Map<String, List<ScoredBox>> images = new LinkedHashMap<>();
        for (Path file : TextFiles.in(folder, ".txt")) {
            images.put(name(file), read(file, this::scored));
        }
        return new ScoredImages(images);
    }

    private static String name(Path file) {
        return TextFiles.baseName(file.getFileName().toString());
    }

    /** What one line says, by its columns. */
    @FunctionalInterface
    private interface LineReader<T> {
        T read(List<String> columns);
    }

    private static <T> List<T> read(Path file, LineReader<T> reader) throws IOException {
        List<T> boxes = new ArrayList<>();
        List<String> lines = TextFiles.lines(file, MAX_MEBIBYTES);
        for (int i = 0; i < lines.size(); i++) {
            String line = BLANKS.matcher(lines.get(i)).replaceAll(" ").strip();
            if (!line.isEmpty()) {
                try {
                    boxes.add(reader.read(Arrays.asList(line.split(" ", -1))));
                } catch (IllegalArgumentException e) {
                    throw new DatasetException(file + ", line " + (i + 1), String.valueOf(e.getMessage()), e);
                }
            }
        }
        return boxes;
    }

    private LabeledBox labeled(List<String> columns) {
        boolean difficult = columns.get(columns.size() - 1).equals(DIFFICULT);
        List<String> used = difficult ? columns.subList(0, columns.size() - 1) : columns;
        return new LabeledBox(
                label(used, BOX_COLUMNS, "label left top right bottom [difficult]"),
                box(used),
                difficult ? LabeledBox.Kind.DIFFICULT : LabeledBox.Kind.COUNTED);
    }

    private ScoredBox scored(List<String> columns) {
        String label = label(columns, BOX_COLUMNS + 1, "label score left top right bottom");
        double score = number(columns.get(columns.size() - BOX_COLUMNS - 1), "the score");
        return new ScoredBox(label, score, box(columns));
    }

    /** All columns before the last {@code numbers}. */
    private static String label(List<String> columns, int numbers, String wanted) {
        if (columns.size() <= numbers) {
            throw new IllegalArgumentException(
                    "needs " + wanted + ", but has " + columns.size() + (columns.size() == 1 ? " column" : " columns"));
        }
        return String.join(" ", columns.subList(0, columns.size() - numbers));
    }

    private PixelBox box(List<String> columns) {
        List<String> box = columns.subList(columns.size() - BOX_COLUMNS, columns.size());
        return form.box(
                number(box.get(0), "the box"),
                number(box.get(1), "the box"),
                number(box.get(2), "the box"),
                number(box.get(3), "the box"));
    }

    private static double number(String text, String what) {
        try {
            double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " has '" + text + "', which is not a number", e);
        }
        throw new IllegalArgumentException(what + " has '" + text + "', which is not a number");
    }
}
