package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.geometry.BoundingBox;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One object followed over frames. It changes only when the object is seen: where it may be meanwhile is
 * {@linkplain #predicted computed} from there.
 *
 * @param number its number in {@link TrackId}, ≥ 1; 0 while {@link State#TENTATIVE}
 * @param state how sure and how fresh it is
 * @param classes what its detections say that it is
 * @param motion where it was and how it moved at {@code lastSeen}, smoothed
 * @param course where it came from
 * @param quality the log-odds of its scores, a mean over its last {@value #MEMORY} or so; see {@link ScoreLevel}
 * @param hits how many detections it is made of, ≥ 1
 * @param firstSeen when the first of them was received
 * @param lastSeen when the last of them was received
 * @param history what events tell of its past
 * @param told what its last STARTED or UPDATED event said; null while tentative
 */
public record Track(
        long number,
        State state,
        ClassVotes classes,
        BoxMotion motion,
        Course course,
        double quality,
        long hits,
        Instant firstSeen,
        Instant lastSeen,
        History history,
        @Nullable Told told) {

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

    /** Checks that exactly the believed tracks have a number and were told of. */
    public Track {
        boolean tentative = state == State.TENTATIVE;
        if (number < 0 || (number == 0) != tentative || (told == null) != tentative) {
            throw new IllegalArgumentException(
                    "a number and an event belong to a confirmed track: " + number + ", " + state + ", " + told);
        }
        if (hits < 1) {
            throw new IllegalArgumentException("a track has at least one hit, not " + hits);
        }
    }

    /** A tentative track that begins with a detection of {@code frame}. */
    static Track beginning(Detection detection, Detections frame) {
        Instant at = frame.receivedAt();
        BoxMotion motion = BoxMotion.at(detection.box());
        return new Track(
                0,
                State.TENTATIVE,
                ClassVotes.of(detection, at),
                motion,
                Course.from(place(motion, at)),
                ScoreLevel.logOdds(detection.score()),
                1,
                at,
                at,
                History.of(detection, motion.box(), frame),
                null);
    }

    /** This track after it was seen again, in {@code frame}. */
    Track seen(Detection detection, Detections frame) {
        Instant at = frame.receivedAt();
        BoxMotion corrected = motion.after(secondsUntil(at)).corrected(detection);
        return new Track(
                number,
                state == State.TENTATIVE ? State.TENTATIVE : State.CONFIRMED,
                classes.with(detection, at),
                corrected,
                course.to(place(corrected, at)),
                quality + (ScoreLevel.logOdds(detection.score()) - quality) / Math.min(MEMORY, hits + 1),
                hits + 1,
                firstSeen,
                at,
                history.with(detection, corrected.box(), frame),
                told);
    }

    private static Course.Place place(BoxMotion motion, Instant at) {
        return new Course.Place(at, motion.x().value(), motion.y().value());
    }

    /** This track when a frame came without it. */
    Track missed() {
        return with(number, State.LOST, told);
    }

    /** This track after an event of it, its first one or a later one; from now on it is believed. */
    Track told(TrackEvent event) {
        return with(event.id().number(), State.CONFIRMED, Told.by(event));
    }

    private Track with(long newNumber, State newState, @Nullable Told newTold) {
        return new Track(
                newNumber, newState, classes, motion, course, quality, hits, firstSeen, lastSeen, history, newTold);
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

    /**
     * How it moved at {@code lastSeen}.
     *
     * @param shape width / height of the picture
     */
    Velocity velocity(double shape) {
        double height = box().height();
        return new Velocity(motion.x().rate() * shape / height, motion.y().rate() / height);
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
