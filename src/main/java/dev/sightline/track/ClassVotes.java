package dev.sightline.track;

import dev.sightline.detect.Detection;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of an object's detections; the object is of the class that most of its scores speak for.
 *
 * @param votes one for each class, at least one, in the order they came up
 */
public record ClassVotes(List<Vote> votes) {
    /**
     * What speaks for a class.
     *
     * @param label the class in words
     * @param classIndex the class as the model numbers it, ≥ 1
     * @param weight the sum of the scores, ≥ 0
     */
    public record Vote(String label, int classIndex, double weight) {
        boolean isFor(Detection detection) {
            return classIndex == detection.classIndex() && label.equals(detection.label());
        }
    }

    /** Classes beyond so many are not counted. */
    private static final int MOST = 16;

    /** Checks that there is a vote. */
    public ClassVotes {
        votes = List.copyOf(votes);
        if (votes.isEmpty() || votes.size() > MOST) {
            throw new IllegalArgumentException("a track has votes for 1 to " + MOST + " classes, not " + votes.size());
        }
    }

    static ClassVotes of(Detection detection) {
        return new ClassVotes(List.of(vote(detection)));
    }

    private static Vote vote(Detection detection) {
        return new Vote(detection.label(), detection.classIndex(), detection.score());
    }

    /** With the vote of one more detection. */
    ClassVotes with(Detection detection) {
        var all = new ArrayList<Vote>();
        boolean isNew = true;
        for (Vote vote : votes) {
            boolean same = vote.isFor(detection);
            isNew &= !same;
            all.add(same ? new Vote(vote.label(), vote.classIndex(), vote.weight() + detection.score()) : vote);
        }
        if (isNew && all.size() < MOST) {
            all.add(vote(detection));
        }
        return new ClassVotes(all);
    }

    /** The class with the largest weight; of several, the one that came up first. */
    Vote winner() {
        Vote winner = votes.get(0);
        for (Vote vote : votes) {
            winner = vote.weight() > winner.weight() ? vote : winner;
        }
        return winner;
    }
}
