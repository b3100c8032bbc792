package dev.sightline.cli;

import static java.util.Objects.requireNonNull;

import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.PictureFile;
import dev.sightline.video.VideoSource;
import dev.sightline.video.VideoWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures and films for these tests, all from the film of the demo. */
final class Footage {
    private Footage() {}

    /** The street with its walkers as a film of 200 frames. */
    static Path street(Path file) throws IOException {
        try (InputStream film = requireNonNull(Footage.class.getResourceAsStream("/demo/street.mp4"))) {
            Files.copy(film, file);
        }
        return file;
    }

    /** The first {@code frames} frames of the street as a film of its own. */
    static Path film(Path file, int frames) throws IOException {
        Path street = street(file.resolveSibling("street-" + frames + ".mp4"));
        try (var source = VideoSource.open(SourceAddress.parse(street.toString()));
                var writer = new VideoWriter(file, new ImageSize(768, 576), 10)) {
            for (int i = 0; i < frames; i++) {
                writer.write(requireNonNull(source.next()).image(768));
            }
        }
        Files.delete(street);
        return file;
    }

    /** The street's first frame as a JPEG picture of 768x576 pixels, with four persons. */
    static Path picture(Path file) throws IOException {
        Path street = street(file.resolveSibling(file.getFileName() + ".street"));
        try (var source = VideoSource.open(SourceAddress.parse(street.toString()))) {
            PictureFile.writeJpeg(file, requireNonNull(source.next()).image(768), 92);
        }
        Files.delete(street);
        return file;
    }

    /** A picture with nothing in it. */
    static Path blank(Path file) throws IOException {
        PictureFile.writeJpeg(file, new Image(new ImageSize(64, 48), new byte[3 * 64 * 48]), 92);
        return file;
    }

    /** How many frames a film has. */
    static int frames(Path film) throws IOException {
        try (var source = VideoSource.open(SourceAddress.parse(film.toString()))) {
            int frames = 0;
            while (source.next() != null) {
                frames++;
            }
            return frames;
        }
    }
}
