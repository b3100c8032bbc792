package dev.sightline.bench;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of the demo's film, as ingest would store them.
 *
 * @param size of every picture
 * @param jpegs the pictures in order
 */
record Street(ImageSize size, List<ByteBuffer> jpegs) {
    private static final String FILM = "/demo/street.mp4";
    private static final int LONG_SIDE = 960;
    private static final int QUALITY = 85;

    /** Decodes the film and encodes its pictures one by one. */
    static Street load() throws IOException, SourceException {
        Path film = Files.createTempFile("sightline-bench", ".mp4");
        try (InputStream in = Street.class.getResourceAsStream(FILM)) {
            if (in == null) {
                throw new IOException("there is no film " + FILM + " on the class path");
            }
            Files.copy(in, film, StandardCopyOption.REPLACE_EXISTING);
            return read(film);
        } finally {
            Files.delete(film);
        }
    }

    private static Street read(Path film) throws SourceException {
        var codec = new OpenCvJpegCodec();
        var jpegs = new ArrayList<ByteBuffer>();
        try (FrameSource source = VideoSource.open(SourceAddress.parse(film.toString()))) {
            for (SourceFrame frame = source.next(); frame != null; frame = source.next()) {
                Image image = frame.image(LONG_SIDE);
                jpegs.add(codec.encode(image, QUALITY).asReadOnlyBuffer());
            }
            return new Street(source.format().size(), jpegs);
        }
    }

    /** The picture at {@code index}, the film beginning again when it ends; not to be shared between threads. */
    ByteBuffer jpeg(int index) {
        return jpegs.get(index % jpegs.size()).duplicate();
    }

    /** The mean length of a picture in bytes. */
    int meanBytes() {
        return (int) jpegs.stream().mapToInt(ByteBuffer::remaining).average().orElse(0);
    }
}
