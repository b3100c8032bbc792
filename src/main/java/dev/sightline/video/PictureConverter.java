package dev.sightline.video;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Scales a decoded picture and turns it into blue, green, red in one pass of FFmpeg's swscale. Keeps its tables from one
 * picture to the next of the same size. For one thread at a time.
 */
final class PictureConverter implements AutoCloseable {
    private final SwsContext context = swscale.sws_alloc_context();
    private final AVFrame target = avutil.av_frame_alloc();

    /** Averages the pixels that fall together when it shrinks; exact sizes are only converted. */
    Image convert(AVFrame picture, ImageSize to) {
        allocate(to);
        boolean shrinks = picture.width() > to.width() || picture.height() > to.height();
        context.flags(shrinks ? swscale.SWS_AREA : swscale.SWS_BILINEAR);
        int failure = swscale.sws_scale_frame(context, target, picture);
        if (failure < 0) {
            throw new IllegalStateException("a picture of format " + picture.format() + " cannot be converted to " + to
                    + ": " + OpenFailure.text(failure));
        }
        int row = 3 * to.width();
        byte[] bgr = new byte[row * to.height()];
        int stride = target.linesize(0);
        ByteBuffer pixels = target.data(0).capacity((long) stride * to.height()).asByteBuffer();
        for (int y = 0; y < to.height(); y++) {
            pixels.get(y * stride, bgr, y * row, row);
        }
        return new Image(to, bgr);
    }

    private void allocate(ImageSize to) {
        if (target.width() == to.width() && target.height() == to.height()) {
            return;
        }
        avutil.av_frame_unref(target);
        target.format(avutil.AV_PIX_FMT_BGR24);
        target.width(to.width());
        target.height(to.height());
        if (avutil.av_frame_get_buffer(target, 0) < 0) {
            target.width(0);
            throw new IllegalStateException("no memory for a picture of " + to);
        }
    }

    @Override
    public void close() {
        swscale.sws_freeContext(context);
        avutil.av_frame_free(target);
    }
}
