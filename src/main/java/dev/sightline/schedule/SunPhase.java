package dev.sightline.schedule;

/** One of the two parts of a day. */
public enum SunPhase {
    /** While there is daylight. */
    DAY,
    /** While there is none. */
    NIGHT
}
