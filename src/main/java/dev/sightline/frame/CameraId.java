package dev.sightline.frame;

/** The rule for camera ids: they are record keys, metric labels and parts of addresses, so they are kept plain. */
public final class CameraId {
    private static final int LONGEST = 63;

    private CameraId() {}

    /**
     * Returns {@code id} unchanged.
     *
     * @throws IllegalArgumentException if it is not 1 to 63 letters, digits, dots, dashes or underscores, the first a
     *     letter or digit
     */
    public static String check(String id) {
        if (!isPlain(id)) {
            throw new IllegalArgumentException("camera id '" + id
                    + "' must be 1 to 63 letters, digits, '.', '_' or '-' and start with a letter or digit");
        }
        return id;
    }

    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean mark = i > 0 && (c == '.' || c == '_' || c == '-');
            if (!letter && !mark) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
