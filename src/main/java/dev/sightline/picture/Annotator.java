package dev.sightline.picture;

import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Zone;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws zones, paths, boxes and labels onto a copy of a picture; lines and letters grow with the picture. */
public final class Annotator {
    private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;

    private Annotator() {}

    /** A copy of {@code image} with the zones and, over them, the detections, the first on top. */
    public static Image draw(Image image, List<Annotation> annotations, List<Zone> zones) {
        try (PointerScope scope = new PointerScope()) {
            Mat canvas = Mats.of(image);
            scope.attach(canvas);
            var pen = new Pen(canvas, image.size());
            zones.forEach(pen::draw);
            for (int i = annotations.size() - 1; i >= 0; i--) {
                pen.draw(annotations.get(i));
            }
            return Mats.image(canvas);
        }
    }

    /** Draws on one picture; its native values belong to the scope around it. */
    private static final class Pen {
        private final Mat canvas;
        private final ImageSize size;
        private final double fontScale;
        private final int thickness;

        Pen(Mat canvas, ImageSize size) {
            this.canvas = canvas;
            this.size = size;
            int shortSide = Math.min(size.width(), size.height());
            this.fontScale = Math.max(0.4, shortSide / 1200.0);
            this.thickness = Math.max(1, Math.round(shortSide / 400f));
        }

        void draw(Zone zone) {
            Scalar colour = ClassColour.ofZone().scalar();
            var corners = zone.polygon().corners();
            draw(corners, true, colour);
            write(zone.name(), new Point(x(corners.get(0).x()), y(corners.get(0).y())), ClassColour.ofZone());
        }

        private void draw(List<dev.sightline.geometry.Point> corners, boolean closed, Scalar colour) {
            int[] xy = new int[2 * corners.size()];
            for (int i = 0; i < corners.size(); i++) {
                xy[2 * i] = x(corners.get(i).x());
                xy[2 * i + 1] = y(corners.get(i).y());
            }
            Mat points = new Mat(corners.size(), 1, opencv_core.CV_32SC2, new IntPointer(xy));
            opencv_imgproc.polylines(
                    canvas, new MatVector(points), closed, colour, thickness, opencv_imgproc.LINE_AA, 0);
        }

        void draw(Annotation annotation) {
            BoundingBox box = annotation.detection().box();
            var colour = ClassColour.of(annotation.detection().classIndex());
            if (annotation.path().size() > 1) {
                draw(annotation.path(), false, colour.scalar());
            }
            Point topLeft = new Point(x(box.left()), y(box.top()));
            Point bottomRight = new Point(x(box.right()), y(box.bottom()));
            opencv_imgproc.rectangle(
                    canvas, topLeft, bottomRight, colour.scalar(), thickness, opencv_imgproc.LINE_8, 0);
            write(annotation.text(), topLeft, colour);
        }

        /** Writes on a filled ground above {@code at}, moved so far that all of it is inside the picture. */
        private void write(String text, Point at, ClassColour colour) {
            String plain = text.replaceAll("[^ -~]", "?");
            int[] baseline = new int[1];
            Size extent = opencv_imgproc.getTextSize(plain, FONT, fontScale, 1, baseline);
            int height = extent.height() + baseline[0] + 2;
            int left = Math.max(0, Math.min(at.x(), size.width() - extent.width() - 4));
            int top = Math.max(0, Math.min(at.y() - height, size.height() - height));
            opencv_imgproc.rectangle(
                    canvas,
                    new Point(left, top),
                    new Point(left + extent.width() + 3, top + height),
                    colour.scalar(),
                    opencv_imgproc.FILLED,
                    opencv_imgproc.LINE_8,
                    0);
            opencv_imgproc.putText(
                    canvas,
                    plain,
                    new Point(left + 2, top + extent.height() + 1),
                    FONT,
                    fontScale,
                    colour.ink().scalar(),
                    Math.max(1, thickness / 2),
                    opencv_imgproc.LINE_AA,
                    false);
        }

        private int x(double fraction) {
            return (int) Math.round(fraction * (size.width() - 1));
        }

        private int y(double fraction) {
            return (int) Math.round(fraction * (size.height() - 1));
        }
    }
}
