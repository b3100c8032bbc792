package dev.sightline.video;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture as the decoder left it. */
final class RawFrame implements SourceFrame {
    private final VideoSource source;
    private final AVFrame picture;
    private final ImageSize size;
    private final long timestampMicros;
    private final boolean corrupt;

    /**
     * Looks at the picture without touching its pixels.
     *
     * @param beforeKey whether no key frame came before it, so that what it builds on is missing
     */
    RawFrame(VideoSource source, AVFrame picture, long timestampMicros, boolean beforeKey) {
        this.source = source;
        this.picture = picture;
        this.size = new ImageSize(picture.width(), picture.height());
        this.timestampMicros = timestampMicros;
        this.corrupt = beforeKey
                || picture.decode_error_flags() != 0
                || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public long timestampMicros() {
        return timestampMicros;
    }

    @Override
    public boolean corrupt() {
        return corrupt;
    }

    @Override
    public Image image(int longSide) {
        return source.image(picture, size.within(longSide));
    }
}
