package dev.sightline.cli;

import dev.sightline.dataset.DetectionFormat;
import dev.sightline.frame.Image;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Looks at single pictures. Safe for use by several threads.
 *
 * @param format of the texts
 */
record PictureJob(Spotter spotter, DetectionFormat format) {
    private static final int QUALITY = 92;

    /** Looks at one picture and writes down what is in it. */
    Outcome run(Source.Picture source, OutputFolder.Target target) {
        try {
            target.check();
            Image picture = PictureFile.read(source.path());
            Spotter.Seen seen = spotter.look(picture);
            if (spotter.draws()) {
                PictureFile.writeJpeg(target.copy(), seen.picture(), QUALITY);
            }
            Files.writeString(target.text(), format.lines(1, picture.size(), seen.detections()));
            return new Outcome(
                    source.path() + ": " + Counted.of(seen.detections().size(), "detection") + " -> " + target, null);
        } catch (IOException | RuntimeException e) {
            return new Outcome(null, e);
        }
    }
}
