package dev.sightline.app;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.detect.Detection;
import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Frame;
import dev.sightline.frame.JpegCodec;
import dev.sightline.picture.Annotation;
import dev.sightline.picture.Annotator;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.Snapshot;
import java.nio.ByteBuffer;
import java.util.List;

/** Alerts' frames with their objects' boxes drawn. Safe for use by several threads. */
public final class AlertPictures implements Snapshot {
    private static final int QUALITY = 85;

    private final JpegCodec codec = new OpenCvJpegCodec();

    @Override
    public ByteBuffer draw(Frame frame, Alert alert) throws BadImageException {
        List<Annotation> objects =
                alert.objects().stream().map(AlertPictures::annotation).toList();
        return codec.encode(Annotator.draw(codec.decode(frame.jpeg(), frame.size()), objects, List.of()), QUALITY);
    }

    /** All are of one colour: an alert knows its objects' classes in words only. */
    private static Annotation annotation(AlertObject object) {
        return new Annotation(
                new Detection(object.label(), 1, object.score(), object.box()),
                String.valueOf(object.track().number()),
                List.of());
    }
}
