package dev.sightline.cli;

import dev.sightline.detect.Detector;
import dev.sightline.detect.TiledDetector;
import dev.sightline.detect.Tiling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of looking at pictures in tiles. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TileOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--tiles",
            paramLabel = "CxR",
            description = "Looks at C columns of R tiles as well, such as 2x2: finds smaller objects, and takes as much"
                    + " longer as there are tiles.")
    private @Nullable String tiles;

    @Option(
            names = "--tile-overlap",
            paramLabel = "F",
            description = "Of two tiles, as a fraction of a tile, 0 to 0.5 (default: " + Tiling.USUAL_OVERLAP + ").")
    private @Nullable Double overlap;

    /** How to cut pictures, or null when they are not to be cut. */
    @Nullable
    Tiling tiling() {
        if (tiles != null) {
            Tiling usual = parsed(tiles);
            return overlap == null ? usual : overlapping(usual, overlap);
        }
        if (overlap != null) {
            throw wrong("--tile-overlap goes with --tiles; add that");
        }
        return null;
    }

    /** The detector itself, or with tiles in front of it. */
    static Detector tiled(Detector detector, @Nullable Tiling tiling) {
        return tiling == null ? detector : new TiledDetector(detector, tiling);
    }

    private Tiling parsed(String text) {
        try {
            return Tiling.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private Tiling overlapping(Tiling tiling, double fraction) {
        try {
            return tiling.withOverlap(fraction);
        } catch (IllegalArgumentException e) {
            throw wrong("--tile-" + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
