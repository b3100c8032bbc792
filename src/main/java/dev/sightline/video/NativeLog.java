package dev.sightline.video;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FFmpeg's warnings and errors, as debug lines of the logger {@code dev.sightline.video.NativeLog} and without secrets.
 * Called by FFmpeg's own threads.
 */
final class NativeLog extends LogCallback {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLog.class);

    /** Held for ever, because FFmpeg holds a pointer to it that the garbage collector does not see. */
    private static final NativeLog INSTANCE = new NativeLog();

    /** What must not be logged, of all sources that are open. */
    static final Redaction REDACTION = new Redaction();

    static {
        INSTANCE.retainReference();
        avutil.setLogCallback(INSTANCE);
    }

    private NativeLog() {}

    /**
     * Takes over FFmpeg's log. It stays silent unless debug lines are wanted; finer levels of FFmpeg's are never let
     * through, for they show requests with their logins.
     */
    static void install() {
        avutil.av_log_set_level(LOG.isDebugEnabled() ? avutil.AV_LOG_WARNING : avutil.AV_LOG_QUIET);
    }

    @Override
    public void call(int level, BytePointer message) {
        LOG.debug("{}", REDACTION.apply(message.getString()).strip());
    }
}
