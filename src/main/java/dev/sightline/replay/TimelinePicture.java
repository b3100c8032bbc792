package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.replay.Comparison.Change;
import dev.sightline.replay.Comparison.Compared;
import dev.sightline.stream.TimeRange;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Alerts over time as a picture: for each rule a lane, its upper half what was raised live, its lower half what the replay
 * raises. Alerts that are the same are blue, those that are alike teal, new ones orange, those that are gone red. Where there are many rules, those
 * with the most changes, then those with the most alerts.
 */
final class TimelinePicture {
    private static final int MOST_LANES = 30;
    private static final int WIDTH = 1400;
    private static final int LEFT = 240;
    private static final int RIGHT = 30;
    private static final int TOP = 70;
    private static final int LANE = 46;
    private static final int HALF = 16;
    private static final int BOTTOM = 40;
    private static final int TICK = 3;

    /** Of Tableau's ten colours, made to be told apart. */
    private static final Map<Change, Color> COLOURS = Map.of(
            Change.SAME,
            new Color(0x4e79a7),
            Change.ALIKE,
            new Color(0x76b7b2),
            Change.NEW,
            new Color(0xf28e2b),
            Change.GONE,
            new Color(0xe15759));

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));
    private static final int MOST_STEPS = 12;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final TimeRange range;
    private final Graphics2D pen;
    private final int height;

    private TimelinePicture(TimeRange range, Graphics2D pen, int height) {
        this.range = range;
        this.pen = pen;
        this.height = height;
    }

    /** Writes a PNG, {@value #WIDTH} pixels wide; needs no screen. */
    static void write(Comparison comparison, Path file) throws IOException {
        Map<String, List<Compared>> lanes = lanes(comparison);
        int height = TOP + Math.max(1, lanes.size()) * LANE + BOTTOM;
        var picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            new TimelinePicture(comparison.range(), pen, height).draw(comparison, lanes);
        } finally {
            pen.dispose();
        }
        Files.write(file, png(picture));
    }

    /** The raised alerts by rule. */
    private static Map<String, List<Compared>> lanes(Comparison comparison) {
        var byRule = new LinkedHashMap<String, List<Compared>>();
        comparison.alerts().stream()
                .filter(each -> each.alert().kind() == Alert.Kind.RAISED)
                .forEach(each -> byRule.computeIfAbsent(each.alert().rule(), rule -> new ArrayList<>())
                        .add(each));
        var lanes = new LinkedHashMap<String, List<Compared>>();
        byRule.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, List<Compared>> lane) -> -changes(lane.getValue()))
                        .thenComparing(lane -> -lane.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_LANES)
                .forEach(lane -> lanes.put(lane.getKey(), lane.getValue()));
        return lanes;
    }

    private static long changes(List<Compared> lane) {
        return lane.stream()
                .filter(each -> each.change() == Change.NEW || each.change() == Change.GONE)
                .count();
    }

    private void draw(Comparison comparison, Map<String, List<Compared>> lanes) {
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, height);
        title(comparison, lanes.size());
        grid();
        int top = TOP;
        for (var lane : lanes.entrySet()) {
            lane(lane.getKey(), lane.getValue(), top);
            top += LANE;
        }
    }

    private void title(Comparison comparison, int lanes) {
        pen.setColor(Color.BLACK);
        long rules = comparison.rows().stream()
                .map(Comparison.Row::rule)
                .filter(rule -> !rule.isEmpty())
                .distinct()
                .count();
        String which = lanes < rules ? ", " + lanes + " of " + rules + " rules" : "";
        pen.drawString("Alerts raised from " + range.from() + " to " + range.to() + which, 10, 20);
        int left = 10;
        for (Change change : Change.values()) {
            String text =
                    switch (change) {
                        case SAME -> "the same, live (above) and in the replay (below)";
                        case ALIKE -> "the same event, another version of the rule";
                        case NEW -> "new in the replay";
                        case GONE -> "gone in the replay";
                    };
            pen.setColor(COLOURS.get(change));
            pen.fillRect(left, 33, 12, 12);
            pen.setColor(Color.BLACK);
            pen.drawString(text, left + 18, 44);
            left += 48 + pen.getFontMetrics().stringWidth(text);
        }
    }

    private void grid() {
        Duration length = Duration.between(range.from(), range.to());
        Duration step = STEPS.stream()
                .filter(each -> length.dividedBy(each) <= MOST_STEPS)
                .findFirst()
                .orElse(length.dividedBy(MOST_STEPS));
        long millis = Math.max(1, step.toMillis());
        long first = Math.floorDiv(range.from().toEpochMilli() + millis - 1, millis) * millis;
        for (long at = first; at < range.to().toEpochMilli(); at += millis) {
            int x = x(Instant.ofEpochMilli(at));
            pen.setColor(new Color(0xdddddd));
            pen.drawLine(x, TOP - 8, x, height - BOTTOM + 6);
            pen.setColor(Color.DARK_GRAY);
            String text = CLOCK.format(Instant.ofEpochMilli(at));
            int left = Math.min(x - 40, WIDTH - 10 - pen.getFontMetrics().stringWidth(text));
            pen.drawString(text, Math.max(LEFT - 40, left), height - BOTTOM + 24);
        }
    }

    private void lane(String rule, List<Compared> alerts, int top) {
        pen.setColor(new Color(0xf4f4f4));
        pen.fillRect(LEFT, top, WIDTH - LEFT - RIGHT, 2 * HALF + 2);
        pen.setColor(Color.BLACK);
        long live = alerts.stream().filter(each -> each.change() != Change.NEW).count();
        long now = alerts.stream().filter(each -> each.change() != Change.GONE).count();
        pen.drawString(shortened(rule), 10, top + 14);
        pen.setColor(Color.GRAY);
        pen.drawString("live " + live + ", replay " + now, 10, top + 30);
        for (Compared each : alerts) {
            int x = x(each.alert().at());
            pen.setColor(COLOURS.get(each.change()));
            if (each.change() != Change.NEW) {
                pen.fillRect(x - 1, top, TICK, HALF);
            }
            if (each.change() != Change.GONE) {
                pen.fillRect(x - 1, top + HALF + 2, TICK, HALF);
            }
        }
    }

    private String shortened(String text) {
        String fits = text;
        while (pen.getFontMetrics().stringWidth(fits) > LEFT - 20) {
            fits = fits.substring(0, fits.length() - 2) + "…";
        }
        return fits;
    }

    private int x(Instant at) {
        double length = Duration.between(range.from(), range.to()).toMillis();
        double part = Duration.between(range.from(), at).toMillis() / length;
        return LEFT + (int) Math.round(part * (WIDTH - LEFT - RIGHT));
    }

    /** Without the cache on disk of ImageIO, which cannot be had any more while the process ends. */
    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", stream);
        }
        return bytes.toByteArray();
    }
}
