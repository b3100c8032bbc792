package dev.sightline.picture;

import java.awt.Color;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The colour in which a class is drawn.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record ClassColour(int red, int green, int blue) {
    /** Hues this far apart on the circle stay as far apart as can be, however many there are: the golden section. */
    private static final double HUE_STEP = 0.618_033_988_749_895;

    private static final ClassColour WHITE = new ClassColour(255, 255, 255);
    private static final ClassColour BLACK = new ClassColour(0, 0, 0);

    /** The colour of a class, always the same. */
    static ClassColour of(int classIndex) {
        double hue = classIndex * HUE_STEP % 1;
        var colour = new Color(Color.HSBtoRGB((float) hue, 0.85f, 0.95f));
        return new ClassColour(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    /** The colour of zones. */
    static ClassColour ofZone() {
        return WHITE;
    }

    /** Black or white, whichever is easier to read on this colour (ITU-R BT.601 luma). */
    ClassColour ink() {
        return 299 * red + 587 * green + 114 * blue > 128_000 ? BLACK : WHITE;
    }

    /** As OpenCV wants it: blue, green, red. */
    Scalar scalar() {
        return new Scalar(blue, green, red, 0);
    }
}
