package dev.sightline.evaluate;

import dev.sightline.evaluate.PrecisionRecall.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The precision-recall curves of a report as a PNG. Where there are many labels, those with the most objects. */
public final class CurvePicture {
    /** More lines could not be told apart. */
    private static final int MOST_CURVES = 10;

    /** Tableau's ten colours, made to be told apart. */
    private static final List<Color> COLOURS = IntStream.of(
                    0x4e79a7, 0xf28e2b, 0xe15759, 0x76b7b2, 0x59a14f, 0xedc948, 0xb07aa1, 0xff9da7, 0x9c755f, 0xbab0ac)
            .mapToObj(Color::new)
            .toList();

    private static final int MOST_POINTS = 2000;

    private CurvePicture() {}

    /** Writes the picture, 1000 pixels wide; needs no screen. */
    public static void write(EvaluationReport report, Path file) throws IOException {
        List<ClassScore> shown = report.classes().stream()
                .filter(score -> score.objects() > 0)
                .sorted(Comparator.comparingInt(ClassScore::objects).reversed())
                .limit(MOST_CURVES)
                .toList();
        String title = report.protocol() + ", curves of " + report.shown()
                + (shown.size() < report.classes().size()
                        ? ": " + shown.size() + " of " + report.classes().size() + " labels"
                        : "");
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(700)
                .title(title)
                .xAxisTitle("recall")
                .yAxisTitle("precision")
                .build();
        style(chart.getStyler());
        shown.forEach(score -> add(chart, score, report.shown()));
        Files.write(file, png(BitmapEncoder.getBufferedImage(chart)));
    }

    /** Without the cache on disk of ImageIO, which cannot be had any more while the process ends. */
    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", stream);
        }
        return bytes.toByteArray();
    }

    private static void style(XYStyler style) {
        style.setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
        style.setSeriesColors(COLOURS.toArray(Color[]::new));
    }

    /** A curve begins at recall 0, as precise as at its first point. */
    private static void add(XYChart chart, ClassScore score, String measure) {
        List<Point> points = thinned(score.curve().points());
        double[] recall = IntStream.rangeClosed(0, points.size())
                .mapToDouble(i -> i == 0 ? 0 : points.get(i - 1).recall())
                .toArray();
        double[] precision = IntStream.rangeClosed(0, points.size())
                .mapToDouble(i ->
                        points.isEmpty() ? 0 : points.get(Math.max(0, i - 1)).precision())
                .toArray();
        String name = String.format(
                Locale.ROOT,
                "%s, %s %.1f %%",
                score.label(),
                measure,
                100 * score.measures().getOrDefault(measure, 0.0));
        chart.addSeries(name, recall, precision).setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2));
    }

    private static List<Point> thinned(List<Point> points) {
        int step = points.size() / MOST_POINTS + 1;
        return IntStream.range(0, points.size())
                .filter(i -> i % step == 0 || i == points.size() - 1)
                .mapToObj(points::get)
                .toList();
    }
}
