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
 * @param classes what its detections say that it is
 * @param motion where it was and how it moved at {@code lastSeen}, smoothed
 * @param course where it came from
 * @param score of the last detection, in [0, 1]
 * @param bestScore the highest score so far, in [0, 1]
 * @param quality the log-odds of its scores, a mean over its last {@value #MEMORY} or so; see {@link ScoreLevel}
 * @param hits how many detections it is made of, ≥ 1
 * @param firstSeen when the first of them was received
 * @param lastSeen when the last of them was received
 * @param lastEvent when its last STARTED or UPDATED event happened; {@code firstSeen} while tentative
 */
public record Track(
        long number,
        State state,
        ClassVotes classes,
        BoxMotion motion,
        Course course,
        double score,
        double bestScore,
        double quality,
        long hits,
        Instant firstSeen,
        Instant lastSeen,
        Instant lastEvent) {

    private static final int MEMORY = 100;

    /** The least move that has a direction, in sides of the box. */
    private static final double MOVE = 0.05;

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
                0,
                State.TENTATIVE,
                ClassVotes.of(detection),
                motion,
                Course.from(place(motion, at)),
                score,
                score,
                ScoreLevel.logOdds(score),
                1,
                at,
                at,
                at);
    }

    /** This track after it was seen again. */
    Track seen(Detection detection, Instant at) {
        BoxMotion corrected = motion.after(secondsUntil(at)).corrected(detection);
        return new Track(
                number,
                state == State.TENTATIVE ? State.TENTATIVE : State.CONFIRMED,
                classes.with(detection),
                corrected,
                course.to(place(corrected, at)),
                detection.score(),
                Math.max(bestScore, detection.score()),
                quality + (ScoreLevel.logOdds(detection.score()) - quality) / Math.min(MEMORY, hits + 1),
                hits + 1,
                firstSeen,
                at,
                lastEvent);
    }

    private static Course.Place place(BoxMotion motion, Instant at) {
        return new Course.Place(at, motion.x().value(), motion.y().value());
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
                classes,
                motion,
                course,
                score,
                bestScore,
                quality,
                hits,
                firstSeen,
                lastSeen,
                newLastEvent);
    }

    /** The class in words: what most of its detections say. */
    public String label() {
        return classes.winner().label();
    }

    /** The class as the model numbers it, ≥ 1: what most of its detections say. */
    public int classIndex() {
        return classes.winner().classIndex();
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

    /**
     * How well a box lies ahead on the object's course, from -0.5 straight back to 0.5 straight on; 0 when either is
     * hardly a move (Cao et al.: OC-SORT, arXiv 2203.14360, section 4.2).
     */
    double ahead(BoundingBox next) {
        BoundingBox here = box();
        double pastX = (here.center().x() - course.from().x()) / here.width();
        double pastY = (here.center().y() - course.from().y()) / here.height();
        double nextX = (next.center().x() - here.center().x()) / here.width();
        double nextY = (next.center().y() - here.center().y()) / here.height();
        double lengths = Math.hypot(pastX, pastY) * Math.hypot(nextX, nextY);
        if (Math.hypot(pastX, pastY) < MOVE || Math.hypot(nextX, nextY) < MOVE) {
            return 0;
        }
        double cosine = (pastX * nextX + pastY * nextY) / lengths;
        return 0.5 - Math.acos(Math.max(-1, Math.min(1, cosine))) / Math.PI;
    }

    /** The time from {@code lastSeen} to {@code at}, ≥ 0. */
    double secondsUntil(Instant at) {
        return Math.max(0, Duration.between(lastSeen, at).toNanos() * 1e-9);
    }
}
