package dev.sightline.alert;

/** How much an alert matters, least first. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Should be looked at. */
    WARNING,
    /** Must be looked at now. */
    CRITICAL
}
