package dev.sightline.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Episodes of one place by their time; used after all were added. */
final class Timeline {
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Instant> latest = new ArrayList<>();

    void add(Episode episode) {
        episodes.add(episode);
    }

    /** Makes it ready to be asked. */
    void sort() {
        episodes.sort(Comparator.comparing(Episode::from));
        for (Episode each : episodes) {
            Instant before = latest.isEmpty() ? Instant.MIN : latest.get(latest.size() - 1);
            latest.add(each.to().isAfter(before) ? each.to() : before);
        }
    }

    /** Those whose time is at most {@link Episode#APART} from that of {@code wanted}. */
    List<Episode> near(Episode wanted) {
        Instant earliest = wanted.from().minus(Episode.APART);
        var near = new ArrayList<Episode>();
        for (int i = after(wanted.to().plus(Episode.APART)) - 1; i >= 0; i--) {
            if (latest.get(i).isBefore(earliest)) {
                break;
            }
            if (!episodes.get(i).to().isBefore(earliest)) {
                near.add(episodes.get(i));
            }
        }
        return near;
    }

    /** The index of the first that begins after {@code moment}. */
    private int after(Instant moment) {
        int low = 0;
        int high = episodes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (episodes.get(middle).from().isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
