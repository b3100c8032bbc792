package dev.sightline.evaluate;

/**
 * What {@link ClearMot} counts; the counts of several sequences add up.
 *
 * @param frames with objects or tracks
 * @param truth boxes of the ground truth
 * @param found boxes of tracks
 * @param matches boxes of tracks that show an object
 * @param distance the sum of 1 - IoU over the matches
 * @param switches how often an object was found by another track than the last time
 * @param fragments how often an object was lost and found again
 * @param mostlyTracked objects found in at least 80 % of their frames
 * @param partlyTracked the other objects
 * @param mostlyLost objects found in less than 20 % of their frames
 */
record ClearCounts(
        long frames,
        long truth,
        long found,
        long matches,
        double distance,
        long switches,
        long fragments,
        long mostlyTracked,
        long partlyTracked,
        long mostlyLost) {
    static final ClearCounts NONE = new ClearCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    ClearCounts plus(ClearCounts other) {
        return new ClearCounts(
                frames + other.frames,
                truth + other.truth,
                found + other.found,
                matches + other.matches,
                distance + other.distance,
                switches + other.switches,
                fragments + other.fragments,
                mostlyTracked + other.mostlyTracked,
                partlyTracked + other.partlyTracked,
                mostlyLost + other.mostlyLost);
    }
}
