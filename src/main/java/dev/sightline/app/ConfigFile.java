package dev.sightline.app;

import dev.sightline.config.ConfigException;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Path;

/**
 * The file that a configuration was read from, so that its rules can be read again.
 *
 * @param path the file
 * @param reader reads it, with all that the command line changes
 */
public record ConfigFile(Path path, Reader reader) {
    /** Reads a configuration. */
    @FunctionalInterface
    public interface Reader {
        /** What the file says now. */
        SightlineConfig read() throws ConfigException;
    }
}
