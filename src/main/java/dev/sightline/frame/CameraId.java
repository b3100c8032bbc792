package dev.sightline.frame;

import java.util.regex.Pattern;

/** The rule for camera ids: they are record keys, metric labels and parts of addresses, so they are kept plain. */
public final class CameraId {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private CameraId() {}

    /**
     * Returns {@code id} unchanged.
     *
     * @throws IllegalArgumentException if it is not 1 to 63 letters, digits, dots, dashes or underscores, the first a
     *     letter or digit
     */
    public static String check(String id) {
        if (!PLAIN.matcher(id).matches()) {
            throw new IllegalArgumentException("camera id '" + id
                    + "' must be 1 to 63 letters, digits, '.', '_' or '-' and start with a letter or digit");
        }
        return id;
    }
}
