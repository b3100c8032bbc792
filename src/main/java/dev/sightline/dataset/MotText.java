package dev.sightline.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The text format of the MOT Challenge (Leal-Taixé et al.: MOTChallenge 2015, section 3.3): one box a line, columns
 * separated by commas, frames numbered from 1, boxes in pixels.
 */
public final class MotText {
    private static final int MIN_COLUMNS = 7;
    private static final String COMMENT = "#";

    /** The highest number up to which a double knows every whole one. */
    private static final long MAX_ID = 1L << 53;

    private MotText() {}

    /**
     * Reads detections: {@code frame,-1,left,top,width,height,score[,class,...]}. The second column is not looked at, nor
     * are those after the eighth; a class below 0 means none. Blanks around numbers, empty lines and lines after {@code #} are fine.
     *
     * @return the detections by frame, within a frame in the file's order
     * @throws MotFormatException if a line is not such a detection
     * @throws IOException if the file cannot be read
     */
    public static List<MotDetection> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(reader, file.toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + ": no such file");
        }
    }

    /**
     * Reads boxes as {@link #read(Path)}, but without their classes: in files of 2015 there are places in the world from
     * the eighth column on.
     *
     * @throws IOException as {@link #read(Path)}
     */
    public static List<MotDetection> readBoxes(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(reader, file.toString(), false);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + ": no such file");
        }
    }

    /**
     * Reads tracks or ground truth: {@code frame,id,left,top,width,height,score[,...]}, as {@link #readBoxes}.
     *
     * @return the boxes by frame, within a frame in the file's order
     * @throws IOException as {@link #read(Path)}
     */
    public static List<MotTrackBox> readTracks(Path file) throws IOException {
        var boxes = new ArrayList<MotTrackBox>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            parse(reader, file.toString(), columns -> boxes.add(trackBox(columns)));
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + ": no such file");
        }
        boxes.sort(Comparator.comparingInt(box -> box.detection().frame()));
        return boxes;
    }

    private static MotTrackBox trackBox(String[] columns) {
        return new MotTrackBox(whole(columns, 1, "id", MAX_ID), detection(columns, false));
    }

    /**
     * Reads detections from an open text.
     *
     * @param name what to call the text in errors
     * @throws IOException as {@link #read(Path)}
     */
    public static List<MotDetection> read(Reader text, String name) throws IOException {
        return read(text, name, true);
    }

    private static List<MotDetection> read(Reader text, String name, boolean classes) throws IOException {
        var detections = new ArrayList<MotDetection>();
        parse(text, name, columns -> detections.add(detection(columns, classes)));
        detections.sort(Comparator.comparingInt(MotDetection::frame));
        return detections;
    }

    private static void parse(Reader text, String name, Consumer<String[]> row) throws IOException {
        var lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith(COMMENT)) {
                try {
                    row.accept(columns(line));
                } catch (IllegalArgumentException e) {
                    throw new MotFormatException(name, number, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private static String[] columns(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length < MIN_COLUMNS) {
            throw new IllegalArgumentException("needs frame,id,left,top,width,height,score[,class], but has "
                    + columns.length + (columns.length == 1 ? " column" : " columns"));
        }
        return columns;
    }

    private static MotDetection detection(String[] columns, boolean classes) {
        return new MotDetection(
                (int) whole(columns, 0, "frame", Integer.MAX_VALUE),
                number(columns, 2, "left"),
                number(columns, 3, "top"),
                number(columns, 4, "width"),
                number(columns, 5, "height"),
                number(columns, 6, "score"),
                classes && columns.length > MIN_COLUMNS ? classNumber(columns) : -1);
    }

    private static int classNumber(String[] columns) {
        String text = columns[MIN_COLUMNS].strip();
        return text.isEmpty() || number(columns, MIN_COLUMNS, "class") < 0
                ? -1
                : (int) whole(columns, MIN_COLUMNS, "class", Integer.MAX_VALUE);
    }

    private static long whole(String[] columns, int index, String name, long most) {
        double value = number(columns, index, name);
        if (value != Math.rint(value) || Math.abs(value) > most) {
            throw new IllegalArgumentException(
                    name + " (column " + (index + 1) + ") is not a whole number: '" + columns[index].strip() + "'");
        }
        return (long) value;
    }

    private static double number(String[] columns, int index, String name) {
        String text = columns[index].strip();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " (column " + (index + 1) + ") is not a number: '" + text + "'", e);
        }
    }

    /** A detection as a line, without line break: {@code frame,-1,left,top,width,height,score,-1,-1,-1}. */
    public static String line(MotDetection detection) {
        return line(-1, detection) + ",-1,-1,-1";
    }

    /** A track's box as a line, without line break: {@code frame,id,left,top,width,height,score,class,-1,-1}. */
    public static String line(MotTrackBox box) {
        return line(box.id(), box.detection()) + "," + box.detection().classNumber() + ",-1,-1";
    }

    private static String line(long id, MotDetection detection) {
        return detection.frame() + "," + id + ","
                + DoubleStream.of(
                                detection.left(),
                                detection.top(),
                                detection.width(),
                                detection.height(),
                                detection.score())
                        .mapToObj(MotText::plain)
                        .collect(Collectors.joining(","));
    }

    /** {@code value} to at most six decimals, more than any detector's, without an exponent. */
    private static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
