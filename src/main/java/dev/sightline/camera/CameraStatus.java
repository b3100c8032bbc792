package dev.sightline.camera;

import dev.sightline.frame.CameraId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one camera is, published at every change and at a steady pace in between.
 *
 * @param camera the camera's id
 * @param state the state it is in
 * @param at when this was written, by the clock of who wrote it
 * @param since when it entered this state, by our clock
 * @param detail one line that says what is wrong and what to do, empty when all is well; never holds a password
 * @param epoch the current epoch, see {@link dev.sightline.frame.FrameId}
 * @param lastSequence the sequence number of the last frame handed on in this epoch, -1 before the first; when the ingest is
 *     gone, of the last one that came
 * @param received pictures that the camera delivered in this epoch; corrupt + dropped + produced add up to it
 * @param corrupt pictures that arrived damaged in this epoch
 * @param dropped pictures left out on purpose in this epoch, by reason
 * @param produced frames handed to Kafka in this epoch
 * @param reconnects how often the connection was made anew in this epoch
 * @param framesPerSecond pictures received a second, over the last seconds
 * @param tampering what is wrong with the pictures, as they are looked at on arrival
 * @param tamperedSince when that began, by our clock; null when nothing is wrong
 */
public record CameraStatus(
        String camera,
        State state,
        Instant at,
        Instant since,
        String detail,
        long epoch,
        long lastSequence,
        long received,
        long corrupt,
        Map<String, Long> dropped,
        long produced,
        long reconnects,
        double framesPerSecond,
        Tampering tampering,
        @Nullable Instant tamperedSince) {

    /** The states of a camera. */
    public enum State {
        /** The first connection is being made. */
        CONNECTING,
        /** Pictures arrive. */
        CONNECTED,
        /** The connection stands but no picture has arrived for a while. */
        STALLED,
        /** There is no connection; it is tried again. Or nothing is heard of its ingest. */
        LOST,
        /** The camera refuses the user name or password; it is tried again, but rarely. */
        AUTH_FAILED,
        /** The source has ended (a film that is not repeated) or was stopped in order. */
        ENDED
    }

    /** Checks the id, the sequence number and that tampering has a beginning; copies the map. */
    public CameraStatus {
        CameraId.check(camera);
        if (lastSequence < -1) {
            throw new IllegalArgumentException("a last sequence number is -1 or above, not " + lastSequence);
        }
        if ((tampering == Tampering.NONE) != (tamperedSince == null)) {
            throw new IllegalArgumentException("tampering has a beginning, and nothing else has: " + tampering);
        }
        dropped = Map.copyOf(dropped);
    }

    /**
     * What becomes of it when its ingest is not heard of any more: the camera is lost, unless it had ended in order.
     *
     * @param now when that is found out, or still so
     * @param frame the sequence number of the last frame of this epoch that came, -1 when none did
     * @param why one line
     */
    public CameraStatus silent(Instant now, long frame, String why) {
        boolean ended = state == State.ENDED;
        boolean isNews = !ended && (state != State.LOST || frame != lastSequence);
        Instant from = now.isBefore(at) ? at : now;
        return new CameraStatus(
                camera,
                ended ? State.ENDED : State.LOST,
                from,
                isNews ? from : since,
                ended ? detail : why,
                epoch,
                frame,
                received,
                corrupt,
                dropped,
                produced,
                reconnects,
                0,
                Tampering.NONE,
                null);
    }
}
