package dev.sightline.access;

/** What somebody may do; each may do all that the one before may. */
public enum AccessRole {
    /** Looks at its cameras. */
    VIEWER,
    /** Also switches profiles. */
    OPERATOR,
    /** May do everything, with every camera. */
    ADMIN;

    /** Whether this role may do what takes at least {@code least}. */
    public boolean covers(AccessRole least) {
        return compareTo(least) >= 0;
    }
}
