package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;

/**
 * What events tell of a track's past. It has no part in following the object.
 *
 * @param scores its last scores
 * @param best where it was seen best
 * @param trail where it went
 * @param rest whether it stays where it is
 */
public record History(Scores scores, BestView best, Trail trail, Rest rest) {
    /** Begins with a detection of {@code frame}; {@code box} is the smoothed one. */
    static History of(Detection detection, BoundingBox box, Detections frame) {
        return new History(
                Scores.of(detection.score()),
                view(detection, frame),
                Trail.from(place(box, frame)),
                Rest.at(frame.receivedAt(), box));
    }

    /** Goes on with a detection of {@code frame}; {@code box} is the smoothed one. */
    History with(Detection detection, BoundingBox box, Detections frame) {
        return new History(
                scores.with(detection.score()),
                best.or(view(detection, frame)),
                trail.to(place(box, frame)),
                rest.then(frame.receivedAt(), box));
    }

    private static BestView view(Detection detection, Detections frame) {
        return new BestView(detection.score(), frame.frame(), frame.ref());
    }

    private static PathPoint place(BoundingBox box, Detections frame) {
        Point foot = box.clipped().bottomCenter();
        return new PathPoint(frame.receivedAt(), foot.x(), foot.y());
    }
}
