package dev.sightline.sink;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file of JSON lines, one for each alert.
 *
 * @param path absolute, or below the data folder
 * @param maxMegabytes the size at which a new file is begun, 1 to 10000
 * @param keep how many full files are kept beside it, as {@code path.1} (the newest), {@code path.2}, …, 0 to 1000
 * @param sync whether each line is on the disk, and not only with the operating system, before it counts as delivered
 */
public record FileTarget(String path, int maxMegabytes, int keep, boolean sync) implements Target {
    /** Checks the ranges, and that a relative path does not lead out of the folder it starts from. */
    public FileTarget {
        Path place = parsed(path).normalize();
        if (place.toString().isBlank() || place.startsWith("..")) {
            throw new IllegalArgumentException("path is absolute or below the data folder, such as alerts.jsonl");
        }
        if (maxMegabytes < 1 || maxMegabytes > 10_000) {
            throw new IllegalArgumentException("maxMegabytes is 1 to 10000, not " + maxMegabytes);
        }
        if (keep < 0 || keep > 1000) {
            throw new IllegalArgumentException("keep is 0 to 1000, not " + keep);
        }
    }

    /** Five full files of 100 MB, flushed to the operating system. */
    public static FileTarget of(String path) {
        return new FileTarget(path, 100, 5, false);
    }

    @Override
    public AlertSink open(Surroundings around) {
        return new FileSink(around.data().resolve(path).normalize(), this, maxMegabytes * 1_000_000L);
    }

    private static Path parsed(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("path is not one");
        }
    }
}
