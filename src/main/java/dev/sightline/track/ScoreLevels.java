package dev.sightline.track;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What are good scores of a camera's classes, each by itself: a detector that is sure of the persons of a place may take
 * its bins for cars, hardly surely, and neither says anything of the other.
 *
 * @param ofGroup the level of each group of look-alikes ({@link LookAlikes}) that had a confirmed track, by its first
 *     label; at most {@link #MOST}
 */
public record ScoreLevels(SortedMap<String, ScoreLevel> ofGroup) {
    /** Levels of one camera; groups that come up later keep {@link ScoreLevel#INITIAL}. */
    public static final int MOST = 100;

    /** Before any score. */
    public static final ScoreLevels INITIAL = new ScoreLevels(new TreeMap<>());

    /** Checks the number. */
    public ScoreLevels {
        ofGroup = Collections.unmodifiableSortedMap(new TreeMap<>(ofGroup));
        if (ofGroup.size() > MOST) {
            throw new IllegalArgumentException("a camera has at most " + MOST + " levels, not " + ofGroup.size());
        }
    }

    ScoreLevel of(String group) {
        return ofGroup.getOrDefault(group, ScoreLevel.INITIAL);
    }

    /** With one more score of a group. */
    ScoreLevels with(String group, double score) {
        if (ofGroup.size() == MOST && !ofGroup.containsKey(group)) {
            return this;
        }
        var all = new TreeMap<>(ofGroup);
        all.put(group, of(group).with(score));
        return new ScoreLevels(all);
    }
}
