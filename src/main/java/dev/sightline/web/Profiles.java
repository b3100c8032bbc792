package dev.sightline.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be switched on, one at a time, such as {@code home} and {@code away}. */
public interface Profiles {
    /** The names; none where the rules know no profiles. */
    List<String> names();

    /** The one that is on; null when that is not known. */
    @Nullable
    String on();

    /**
     * Switches one on.
     *
     * @throws RuntimeException if it was not; its message says why
     */
    void switchTo(String name);
}
