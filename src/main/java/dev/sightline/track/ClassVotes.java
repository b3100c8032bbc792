package dev.sightline.track;

import dev.sightline.detect.Detection;
import java.time.Instant;
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
     * @param detections how many there are, ≥ 1
     * @param since when the first one was received
     */
    public record Vote(String label, int classIndex, double weight, long detections, Instant since) {
        boolean isFor(Detection detection) {
            return classIndex == detection.classIndex() && label.equals(detection.label());
        }

        Vote and(Detection detection) {
            return new Vote(label, classIndex, weight + detection.score(), detections + 1, since);
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

    static ClassVotes of(Detection detection, Instant at) {
        return new ClassVotes(List.of(vote(detection, at)));
    }

    private static Vote vote(Detection detection, Instant at) {
        return new Vote(detection.label(), detection.classIndex(), detection.score(), 1, at);
    }

    /** With the vote of one more detection. */
    ClassVotes with(Detection detection, Instant at) {
        var all = new ArrayList<Vote>();
        boolean isNew = true;
        for (Vote vote : votes) {
            boolean same = vote.isFor(detection);
            isNew &= !same;
            all.add(same ? vote.and(detection) : vote);
        }
        if (isNew && all.size() < MOST) {
            all.add(vote(detection, at));
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

    /** For events. */
    List<LabelCount> counts() {
        return votes.stream()
                .map(vote ->
                        new LabelCount(vote.label(), vote.classIndex(), vote.detections(), vote.weight(), vote.since()))
                .toList();
    }
}
