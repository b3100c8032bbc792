package dev.sightline.model;

/** Other people's failures as part of a one-line message. */
final class OneLine {
    private static final int LONGEST = 200;

    private OneLine() {}

    /** The first line of the innermost cause's message; of a long one the beginning and the end, where the reason often is. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String line = message == null || message.isBlank()
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, LONGEST / 2) + " … " + line.substring(line.length() - LONGEST / 2);
    }
}
