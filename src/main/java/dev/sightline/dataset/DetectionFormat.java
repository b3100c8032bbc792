package dev.sightline.dataset;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How detections are written as text; all in pixels of the picture, every line ends with a line feed. */
public enum DetectionFormat {
    /** A line a detection: {@code label score left top right bottom}; spaces in labels become {@code _}. */
    TXT {
        @Override
        public String lines(int frame, ImageSize size, List<Detection> detections) {
            return detections.stream()
                    .map(detection -> detection.label().strip().replaceAll("\\s+", "_")
                            + score(" ", detection)
                            + corners(" %.2f %.2f %.2f %.2f%n", size, detection.box()))
                    .collect(Collectors.joining());
        }
    },
    /** A line a detection, as the MOT Challenge has them: see {@link MotText#line(MotDetection)}. */
    MOT {
        @Override
        public String lines(int frame, ImageSize size, List<Detection> detections) {
            return detections.stream()
                    .map(detection -> MotText.line(mot(frame, size, detection)) + "\n")
                    .collect(Collectors.joining());
        }
    },
    /** A line a frame, also when nothing was found: one JSON object. */
    JSON {
        @Override
        public String lines(int frame, ImageSize size, List<Detection> detections) {
            return detections.stream()
                    .map(detection -> "{\"label\":" + quoted(detection.label()) + ",\"classIndex\":"
                            + detection.classIndex() + score(",\"score\":", detection)
                            + corners(
                                    ",\"left\":%.2f,\"top\":%.2f,\"right\":%.2f,\"bottom\":%.2f}",
                                    size, detection.box()))
                    .collect(Collectors.joining(
                            ",",
                            "{\"frame\":" + frame + ",\"width\":" + size.width() + ",\"height\":" + size.height()
                                    + ",\"detections\":[",
                            "]}\n"));
        }
    };

    /**
     * The text for one frame.
     *
     * @param frame the frame's number in its film, from 1; 1 for a single picture
     * @param size of the picture
     * @param detections in the order in which they are written
     */
    public abstract String lines(int frame, ImageSize size, List<Detection> detections);

    private static String score(String before, Detection detection) {
        return before + String.format(Locale.ROOT, "%.6f", detection.score());
    }

    private static String corners(String format, ImageSize size, BoundingBox box) {
        return String.format(
                Locale.ROOT,
                format.replace("%n", "\n"),
                box.left() * size.width(),
                box.top() * size.height(),
                box.right() * size.width(),
                box.bottom() * size.height());
    }

    private static MotDetection mot(int frame, ImageSize size, Detection detection) {
        BoundingBox box = detection.box();
        return new MotDetection(
                frame,
                box.left() * size.width(),
                box.top() * size.height(),
                box.width() * size.width(),
                box.height() * size.height(),
                detection.score(),
                -1);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
