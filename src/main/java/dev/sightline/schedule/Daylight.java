package dev.sightline.schedule;

/** What is called day: where the sun has to be. */
public enum Daylight {
    /** Day is from sunrise to sunset: the upper edge of the sun is above the horizon, with the usual refraction. */
    SUN,
    /** Day is from civil dawn to civil dusk: the middle of the sun is less than 6 degrees below the horizon. */
    CIVIL_TWILIGHT
}
