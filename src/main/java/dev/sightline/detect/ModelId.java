package dev.sightline.detect;

/**
 * Which model found something.
 *
 * @param name the model's name, e.g. {@code ssdlite_mobilenet_v2_coco}
 * @param version the version its card states
 * @param sha256 of the model file, 64 lower-case hexadecimal digits
 */
public record ModelId(String name, String version, String sha256) {
    private static final int DIGITS = 64;

    /** Checks the length of the checksum. */
    public ModelId {
        if (sha256.length() > DIGITS) {
            throw new IllegalArgumentException("sha256 has " + DIGITS + " digits, not " + sha256.length());
        }
    }
}
