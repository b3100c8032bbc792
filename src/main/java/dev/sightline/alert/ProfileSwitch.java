package dev.sightline.alert;

import java.time.Instant;

/**
 * A profile that is switched on for all cameras.
 *
 * @param profile its name, such as {@code away}; up to {@value #LONGEST} characters, not blank
 * @param at when
 */
public record ProfileSwitch(String profile, Instant at) {
    private static final int LONGEST = 100;

    /** Checks the name. */
    public ProfileSwitch {
        if (profile.isBlank() || profile.length() > LONGEST) {
            throw new IllegalArgumentException("a profile has a name of up to " + LONGEST + " characters");
        }
    }
}
