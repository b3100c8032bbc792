package dev.sightline.video;

import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber.ImageMode;

/**
 * FFmpeg's settings for an address: these and no others, so that an address can neither read other files nor call other
 * protocols.
 */
final class SourceOptions {
    private static final String FILMS =
            "mov,matroska,webm,avi,mpeg,mpegts,mpegvideo,h264,hevc,obu,ivf,flv,asf,ogg,mxf,m4v,mjpeg,dv,gif,apng,yuv4mpegpipe,wav";
    private static final String PICTURES = "image2,jpeg_pipe,png_pipe,bmp_pipe,webp_pipe,tiff_pipe";

    /** 64 Mi pixels: no larger picture is decoded. */
    private static final long MAX_PIXELS = 64L << 20;

    /** FFmpeg's RTSP client silently cuts off a longer login ({@code auth[128]} in libavformat/rtsp.c). */
    private static final int LONGEST_LOGIN = 127;

    private SourceOptions() {}

    /** Sets FFmpeg up, without any input or output yet. */
    static FFmpegFrameGrabber grabber(SourceAddress address) throws SourceException {
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(
                address.isFile() ? Path.of(address.location()).toAbsolutePath().toString() : address.secretUrl());
        grabber.setImageMode(ImageMode.RAW);
        // A stream index that does not exist: no audio is opened.
        grabber.setAudioStream(Integer.MAX_VALUE);
        grabber.setVideoOption("max_pixels", Long.toString(MAX_PIXELS));
        String micros = Long.toString(address.timeout().toNanos() / 1000);
        switch (address.scheme()) {
            case "file" -> {
                grabber.setOption("protocol_whitelist", "file");
                grabber.setOption("format_whitelist", FILMS + "," + PICTURES);
            }
            case "rtsp", "rtsps" -> rtsp(grabber, address, micros);
            default -> {
                grabber.setOption("protocol_whitelist", "http,https,tcp,tls,crypto");
                grabber.setOption("format_whitelist", FILMS + "," + PICTURES + ",mpjpeg,hls");
                grabber.setOption("rw_timeout", micros);
                live(grabber);
            }
        }
        return grabber;
    }

    private static void rtsp(FFmpegFrameGrabber grabber, SourceAddress address, String micros) throws SourceException {
        checkLogin(address);
        grabber.setOption("protocol_whitelist", "rtsp,rtsps,rtp,srtp,udp,tcp,tls");
        grabber.setOption("format_whitelist", "rtsp");
        grabber.setOption("rtsp_transport", address.transport().name().toLowerCase(Locale.ROOT));
        grabber.setOption("allowed_media_types", "video");
        // Both for the wait for an answer and for the wait for a picture.
        grabber.setOption("timeout", micros);
        if (address.transport() == SourceAddress.Transport.UDP) {
            // Room for a key frame of 1 MiB; the system may grant less.
            grabber.setOption("buffer_size", "1048576");
        }
        live(grabber);
    }

    private static void checkLogin(SourceAddress address) throws SourceException {
        String start = address.scheme() + "://";
        String authority = address.secretUrl().substring(start.length()).replaceFirst("/.*", "");
        if (authority.lastIndexOf('@') > LONGEST_LOGIN) {
            throw new SourceException(
                    SourceException.Kind.UNAUTHORIZED,
                    address + " cannot be logged in to: user name and password, percent-encoded, are longer than "
                            + LONGEST_LOGIN + " characters together");
        }
    }

    /** Opens in about a second instead of several, and decodes without frames in flight. */
    private static void live(FFmpegFrameGrabber grabber) {
        grabber.setOption("probesize", "200000");
        grabber.setOption("analyzeduration", "500000");
        grabber.setOption("fpsprobesize", "0");
        grabber.setVideoOption("threads", "1");
        // Damaged pictures come out too, marked, so that they can be counted.
        grabber.setVideoOption("flags", "+output_corrupt");
    }
}
