package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import java.time.Duration;
import java.time.Instant;

/**
 * One object followed over frames. It changes only when the object is seen: where it may be meanwhile is
 * {@linkplain #predicted computed} from there.
 *
 * @param number its number in {@link TrackId}, ≥ 1; 0 while {@link State#TENTATIVE}
 * @param state how sure and how fresh it is
 * @param label the class in words
 * @param classIndex the class as the model numbers it, ≥ 1
 * @param motion where it was and how it moved at {@code lastSeen}, smoothed
 * @param score of the last detection, in [0, 1]
 * @param bestScore the highest score so far, in [0, 1]
 * @param hits how many detections it is made of, ≥ 1
 * @param firstSeen when the first of them was received
 * @param lastSeen when the last of them was received
 * @param lastEvent when its last STARTED or UPDATED event happened; {@code firstSeen} while tentative
 */
public record Track(
        long number,
        State state,
        String label,
        int classIndex,
        BoxMotion motion,
        double score,
        double bestScore,
        long hits,
        Instant firstSeen,
        Instant lastSeen,
        Instant lastEvent) {

    /** How sure and how fresh a track is. */
    public enum State {
        /** Seen in too few frames to be believed; nobody is told about it. */
        TENTATIVE,
        /** Believed, and seen in the last frame. */
        CONFIRMED,
        /** Believed, but not seen in the last frame. */
        LOST
    }

    /** Checks that exactly the believed tracks have a number. */
    public Track {
        if (number < 0 || (number == 0) != (state == State.TENTATIVE)) {
            throw new IllegalArgumentException("a number belongs to a confirmed track: " + number + ", " + state);
        }
        if (hits < 1) {
            throw new IllegalArgumentException("a track has at least one hit, not " + hits);
        }
    }

    /** A tentative track that begins with {@code detection}. */
    static Track beginning(Detection detection, Instant at) {
        double score = detection.score();
        BoxMotion motion = BoxMotion.at(detection.box());
        return new Track(
                0, State.TENTATIVE, detection.label(), detection.classIndex(), motion, score, score, 1, at, at, at);
    }

    /** This track after it was seen again. */
    Track seen(Detection detection, Instant at) {
        return new Track(
                number,
                state == State.TENTATIVE ? State.TENTATIVE : State.CONFIRMED,
                label,
                classIndex,
                motion.after(secondsUntil(at)).corrected(detection.box()),
                detection.score(),
                Math.max(bestScore, detection.score()),
                hits + 1,
                firstSeen,
                at,
                lastEvent);
    }

    /** This track when a frame came without it. */
    Track missed() {
        return with(number, State.LOST, lastEvent);
    }

    /** This track with a number, from now on believed; {@code lastSeen} is its STARTED event. */
    Track confirmed(long newNumber) {
        return with(newNumber, State.CONFIRMED, lastSeen);
    }

    /** This track after an UPDATED event at {@code lastSeen}. */
    Track told() {
        return with(number, state, lastSeen);
    }

    private Track with(long newNumber, State newState, Instant newLastEvent) {
        return new Track(
                newNumber,
                newState,
                label,
                classIndex,
                motion,
                score,
                bestScore,
                hits,
                firstSeen,
                lastSeen,
                newLastEvent);
    }

    /** Where the object was at {@code lastSeen}, smoothed over its detections; may reach outside [0, 1]. */
    public BoundingBox box() {
        return motion.box();
    }

    /** Where the object should be at {@code at}; may reach outside [0, 1]. */
    BoundingBox predicted(Instant at) {
        return motion.after(secondsUntil(at)).box();
    }

    boolean isTentative() {
        return state == State.TENTATIVE;
    }

    /** Whether it has been unseen for longer than {@code maxAge}; so is one whose times a clock left in the future. */
    boolean isExpired(Instant at, Duration maxAge) {
        return Duration.between(lastSeen, at).abs().compareTo(maxAge) > 0;
    }

    private double secondsUntil(Instant at) {
        return Math.max(0, Duration.between(lastSeen, at).toNanos() * 1e-9);
    }
}
