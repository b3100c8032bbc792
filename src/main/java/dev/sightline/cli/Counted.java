package dev.sightline.cli;

/** Numbers of things in words. */
final class Counted {
    private Counted() {}

    /** "1 zone", "2 zones". */
    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
