package dev.sightline.alert;

/** Something to look for in the tracks of a camera. */
public sealed interface AlertRule permits ZonePresence {
    /** Unique among the rules. */
    String id();

    /** The camera it looks at. */
    String camera();
}
