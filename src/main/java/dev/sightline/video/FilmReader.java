package dev.sightline.video;

import dev.sightline.geometry.ImageSize;
import dev.sightline.video.H264Film.AccessUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameGrabber;

/** Takes the encoded pictures out of an MP4 file (ISO/IEC 14496-15, {@code avcC}). */
final class FilmReader {
    private static final long MAX_BYTES = 256L << 20;

    private FilmReader() {}

    static H264Film read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than 256 MiB: cut the film");
        }
        NativeLog.install();
        try (FFmpegFrameGrabber grabber =
                new FFmpegFrameGrabber(file.toAbsolutePath().toString())) {
            grabber.setImageMode(FFmpegFrameGrabber.ImageMode.RAW);
            grabber.setAudioStream(Integer.MAX_VALUE);
            grabber.startUnsafe(true);
            AVStream video = grabber.getFormatContext().streams(grabber.getVideoStream());
            if (video.codecpar().codec_id() != avcodec.AV_CODEC_ID_H264) {
                throw new IOException(file + " is not H.264");
            }
            byte[] extra = new byte[Math.max(0, video.codecpar().extradata_size())];
            video.codecpar().extradata().get(extra);
            AvcConfiguration configuration = AvcConfiguration.parse(extra);
            ImageSize size =
                    new ImageSize(video.codecpar().width(), video.codecpar().height());
            return film(size, configuration, units(grabber, video, configuration), grabber.getFrameRate());
        } catch (org.bytedeco.javacv.FrameGrabber.Exception notAFilm) {
            throw new IOException(file + " cannot be read as an H.264 film in MP4", notAFilm);
        }
    }

    private static List<AccessUnit> units(FFmpegFrameGrabber grabber, AVStream video, AvcConfiguration configuration)
            throws IOException {
        List<AccessUnit> units = new ArrayList<>();
        AVRational base = video.time_base();
        for (AVPacket packet = grabber.grabPacket(); packet != null; packet = grabber.grabPacket()) {
            if (packet.stream_index() == video.index()) {
                byte[] bytes = new byte[packet.size()];
                packet.data().get(bytes);
                boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
                long micros = packet.pts() * 1_000_000 * base.num() / base.den();
                units.add(new AccessUnit(configuration.split(ByteBuffer.wrap(bytes)), micros, key));
            }
            avcodec.av_packet_unref(packet);
        }
        return units;
    }

    private static H264Film film(
            ImageSize size, AvcConfiguration configuration, List<AccessUnit> units, double framesPerSecond)
            throws IOException {
        int first = 0;
        while (first < units.size() && !units.get(first).key()) {
            first++;
        }
        if (first == units.size()) {
            throw new IOException("the film has no key frame");
        }
        long start = units.get(first).timestampMicros();
        List<AccessUnit> film = new ArrayList<>();
        long last = -1;
        for (AccessUnit unit : units.subList(first, units.size())) {
            AccessUnit shifted = unit.earlier(start);
            if (shifted.timestampMicros() <= last) {
                throw new IOException("the film has B frames: encode it without, e.g. ffmpeg -bf 0");
            }
            last = shifted.timestampMicros();
            film.add(shifted);
        }
        double fps = framesPerSecond > 0 && framesPerSecond <= 1000 ? framesPerSecond : 25;
        return new H264Film(size, configuration.sps(), configuration.pps(), film, last + Math.round(1e6 / fps));
    }
}
