package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTracking;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well five public sequences are tracked with their public detections, all with one setting. */
class Mot15Test {
    private static final Path SEQUENCES =
            Path.of(System.getProperty("shared.folder", "../shared")).resolve("data/mot15");

    @Test
    void tracksBetterThanTunedByteTrack() throws IOException {
        assumeTrue(Files.isDirectory(SEQUENCES), "no sequences in " + SEQUENCES);
        List<TrackedSequence> tracked = new ArrayList<>();
        for (String name : List.of("ADL-Rundle-6", "ETH-Bahnhof", "KITTI-13", "PETS09-S2L1", "TUD-Stadtmitte")) {
            tracked.add(tracked(name));
        }
        TrackingScore overall = new TrackingReport(tracked, List.of()).overall();
        assertThat(overall.mota()).isGreaterThan(0.525);
        assertThat(overall.idf1()).isGreaterThan(0.57);
        assertThat(overall.switches()).isLessThanOrEqualTo(140);
    }

    private static TrackedSequence tracked(String name) throws IOException {
        Path folder = SEQUENCES.resolve(name);
        var tracking = new MotTracking(new BoxTracker(TrackerSettings.DEFAULT), fps(folder));
        return TrackedSequence.of(
                name,
                MotText.readTracks(folder.resolve("gt/gt.txt")),
                tracking.track(MotText.readBoxes(folder.resolve("det/det.txt"))));
    }

    private static double fps(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("seqinfo.ini")).stream()
                .filter(line -> line.startsWith("frameRate="))
                .mapToDouble(line -> Double.parseDouble(line.substring("frameRate=".length())))
                .findFirst()
                .orElseThrow();
    }
}
