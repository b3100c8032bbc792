package dev.sightline.camera;

import dev.sightline.frame.CameraId;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.Polygon;
import java.time.Duration;
import java.util.List;

/**
 * What is wanted of one camera.
 *
 * @param id the camera's id
 * @param address where it is; its timeout bounds connecting
 * @param framesPerSecond how many pictures a second become frames at most, above 0 to 60
 * @param longSide the longer side of a frame in pixels at most, 64 to 4096
 * @param jpegQuality 1 to 100
 * @param stallTimeout without a picture for this long the connection is given up and made anew
 * @param repeat whether a film starts again when it ends
 * @param privacyMasks what is painted over in every picture before it leaves ingest
 * @param tampering whether the pictures are looked at for {@link Tampering}
 */
public record CameraSettings(
        String id,
        SourceAddress address,
        double framesPerSecond,
        int longSide,
        int jpegQuality,
        Duration stallTimeout,
        boolean repeat,
        List<Polygon> privacyMasks,
        boolean tampering) {
    /** Checks the ranges and copies the masks. */
    public CameraSettings {
        CameraId.check(id);
        privacyMasks = List.copyOf(privacyMasks);
        if (!(framesPerSecond > 0 && framesPerSecond <= 60)) {
            throw new IllegalArgumentException("framesPerSecond is above 0 and at most 60, not " + framesPerSecond);
        }
        if (longSide < 64 || longSide > 4096) {
            throw new IllegalArgumentException("longSide is 64 to 4096 pixels, not " + longSide);
        }
        if (jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("jpegQuality is 1 to 100, not " + jpegQuality);
        }
        if (stallTimeout.toMillis() < 500 || stallTimeout.toMinutes() > 10) {
            throw new IllegalArgumentException("stallTimeout is 500 ms to 10 min, not " + stallTimeout);
        }
    }

    /** The same with other privacy masks. */
    public CameraSettings withPrivacyMasks(List<Polygon> masks) {
        return new CameraSettings(
                id, address, framesPerSecond, longSide, jpegQuality, stallTimeout, repeat, masks, tampering);
    }

    /** The usual settings: 5 frames/s, 960 pixels, JPEG quality 85, stalled after 5 s, films repeated, no masks. */
    public static CameraSettings of(String id, SourceAddress address) {
        return new CameraSettings(id, address, 5, 960, 85, Duration.ofSeconds(5), true, List.of(), true);
    }
}
