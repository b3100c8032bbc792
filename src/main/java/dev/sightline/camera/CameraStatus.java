package dev.sightline.camera;

import dev.sightline.frame.CameraId;
import java.time.Instant;
import java.util.Map;

/**
 * How one camera is, published at every change and at a steady pace in between.
 *
 * @param camera the camera's id
 * @param state the state it is in
 * @param at when this was written, by our clock
 * @param since when it entered this state, by our clock
 * @param detail one line that says what is wrong and what to do, empty when all is well; never holds a password
 * @param epoch the current epoch, see {@link dev.sightline.frame.FrameId}
 * @param received pictures that the camera delivered in this epoch; corrupt + dropped + produced add up to it
 * @param corrupt pictures that arrived damaged in this epoch
 * @param dropped pictures left out on purpose in this epoch, by reason
 * @param produced frames handed to Kafka in this epoch
 * @param reconnects how often the connection was made anew in this epoch
 * @param framesPerSecond pictures received a second, over the last seconds
 */
public record CameraStatus(
        String camera,
        State state,
        Instant at,
        Instant since,
        String detail,
        long epoch,
        long received,
        long corrupt,
        Map<String, Long> dropped,
        long produced,
        long reconnects,
        double framesPerSecond) {

    /** The states of a camera. */
    public enum State {
        /** The first connection is being made. */
        CONNECTING,
        /** Pictures arrive. */
        CONNECTED,
        /** The connection stands but no picture has arrived for a while. */
        STALLED,
        /** There is no connection; it is tried again. */
        LOST,
        /** The camera refuses the user name or password; it is tried again, but rarely. */
        AUTH_FAILED,
        /** The source has ended (a film that is not repeated) or was stopped in order. */
        ENDED
    }

    /** Checks the id and copies the map. */
    public CameraStatus {
        CameraId.check(camera);
        dropped = Map.copyOf(dropped);
    }
}
