package dev.sightline.simulate;

import dev.sightline.video.H264Film;
import java.util.ArrayList;
import java.util.List;

/** One stream of the server: its film, and the faults it is made to have. Safe for use by several threads. */
final class SimulatedCamera {
    private final String name;
    private final H264Film film;
    private final Gate gate = new Gate();
    private volatile int lostOneIn;

    SimulatedCamera(String name, H264Film film) {
        this.name = name;
        this.film = film;
    }

    String name() {
        return name;
    }

    H264Film film() {
        return film;
    }

    /** Shut while the camera is silent. */
    Gate gate() {
        return gate;
    }

    void loseOneIn(int packets) {
        lostOneIn = packets;
    }

    /**
     * Leaves out the packets that are lost.
     *
     * @param packets of one picture
     * @param before how many packets the stream had before them
     */
    List<byte[]> survivors(List<byte[]> packets, int before) {
        int oneIn = lostOneIn;
        if (oneIn == 0) {
            return packets;
        }
        List<byte[]> survivors = new ArrayList<>(packets.size());
        for (int i = 0; i < packets.size(); i++) {
            if ((before + i + 1) % oneIn != 0) {
                survivors.add(packets.get(i));
            }
        }
        return survivors;
    }
}
