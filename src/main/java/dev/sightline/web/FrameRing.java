package dev.sightline.web;

import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last pictures of one camera, in order of arrival, bounded in number and bytes. Not safe for several threads. */
final class FrameRing {
    static final int MAX_FRAMES = 30;
    static final int MAX_BYTES = 8 << 20;

    private final Map<FrameId, Jpeg> jpegs = new LinkedHashMap<>();
    private @Nullable Jpeg latest;
    private long bytes;

    /** Keeps a copy of the picture; one that alone exceeds {@code maxBytes} is not kept. */
    void add(Frame frame, long maxBytes) {
        if (frame.jpeg().remaining() > maxBytes || jpegs.containsKey(frame.id())) {
            return;
        }
        latest = Jpeg.of(frame);
        jpegs.put(frame.id(), latest);
        bytes += latest.bytes().length;
        Iterator<Jpeg> oldest = jpegs.values().iterator();
        while (jpegs.size() > MAX_FRAMES || bytes > maxBytes) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    @Nullable
    Jpeg get(FrameId id) {
        return jpegs.get(id);
    }

    @Nullable
    Jpeg latest() {
        return latest;
    }
}
