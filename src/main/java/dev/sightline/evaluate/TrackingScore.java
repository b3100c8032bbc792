package dev.sightline.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/** How good the tracks of one or more sequences are. */
public final class TrackingScore {
    private final ClearCounts clear;
    private final Identities identities;
    private final Hota hota;

    TrackingScore(ClearCounts clear, Identities identities, Hota hota) {
        this.clear = clear;
        this.identities = identities;
        this.hota = hota;
    }

    static TrackingScore none() {
        return new TrackingScore(ClearCounts.NONE, Identities.NONE, Hota.none());
    }

    /** The score of these sequences and others as one. */
    TrackingScore plus(TrackingScore other) {
        return new TrackingScore(clear.plus(other.clear), identities.plus(other.identities), hota.plus(other.hota));
    }

    /** Multiple object tracking accuracy: 1 less the false, missed and switched per box of the ground truth, ≤ 1. */
    public double mota() {
        return 1 - (double) (falsePositives() + misses() + switches()) / nanIfNone(clear.truth());
    }

    /** Multiple object tracking precision: the mean IoU of the matches, in [0.5, 1]. */
    public double motp() {
        return 1 - clear.distance() / nanIfNone(clear.matches());
    }

    /** F1 of identities, in [0, 1]. */
    public double idf1() {
        return 2.0 * identities.matches() / nanIfNone(clear.truth() + clear.found());
    }

    /** Higher order tracking accuracy, in [0, 1]. */
    public double hota() {
        return hota.score();
    }

    /** The share of objects' boxes that were found, in [0, 1]. */
    public double recall() {
        return clear.matches() / nanIfNone(clear.truth());
    }

    /** The share of tracks' boxes that show an object, in [0, 1]. */
    public double precision() {
        return clear.matches() / nanIfNone(clear.found());
    }

    /** Boxes of tracks that show no object. */
    public long falsePositives() {
        return clear.found() - clear.matches();
    }

    /** Boxes of objects that no track shows. */
    public long misses() {
        return clear.truth() - clear.matches();
    }

    /** How often an object was found by another track than the last time. */
    public long switches() {
        return clear.switches();
    }

    private static double nanIfNone(long count) {
        return count == 0 ? Double.NaN : count;
    }

    /** Shares by their names, NaN where there are none. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("MOTA", mota());
        shares.put("MOTP", motp());
        shares.put("IDF1", idf1());
        shares.put("HOTA", hota());
        shares.put("recall", recall());
        shares.put("precision", precision());
        return shares;
    }

    /** Counts by their names. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("IDSW", switches());
        counts.put("FP", falsePositives());
        counts.put("FN", misses());
        counts.put("Frag", clear.fragments());
        counts.put("MT", clear.mostlyTracked());
        counts.put("PT", clear.partlyTracked());
        counts.put("ML", clear.mostlyLost());
        counts.put("objects", identities.objects());
        counts.put("tracks", identities.tracks());
        counts.put("frames", clear.frames());
        return counts;
    }
}
