package dev.sightline.cli;

import dev.sightline.frame.SourceAddress;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Something to look at. */
sealed interface Source {
    /** Endings of the films that are looked for in a folder; a film that is named may have any. */
    Set<String> FILM_ENDINGS = Set.of(
            "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "ts", "mts", "m2ts", "3gp", "flv", "wmv", "asf",
            "ogv", "mjpeg", "mjpg", "h264", "264", "hevc", "265", "ivf", "mxf", "dv", "y4m");

    /** What the names of its results begin with. */
    String baseName();

    /** The file, unless it is a camera. */
    Optional<Path> file();

    /** A picture in a file. */
    record Picture(Path path) implements Source {
        @Override
        public String baseName() {
            return Source.baseName(path);
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    /** A film in a file, or a camera. */
    record Film(SourceAddress address) implements Source {
        private static final int LONGEST_NAME = 80;

        @Override
        public String baseName() {
            if (address.isFile()) {
                return Source.baseName(Path.of(address.location()));
            }
            String plain = address.location()
                    .replaceFirst("^[a-z]+://", "")
                    .replaceAll("[^A-Za-z0-9._]+", "-")
                    .replaceAll("^[-.]+|[-.]+$", "");
            return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        }

        @Override
        public Optional<Path> file() {
            return address.isFile() ? Optional.of(Path.of(address.location())) : Optional.empty();
        }
    }

    /**
     * What {@code argument} names: one source, or all pictures and films of a folder by their names.
     *
     * @throws IOException if there is no such file or nothing in the folder
     * @throws IllegalArgumentException if it is neither a path nor an address; the message does not repeat it
     */
    static List<Source> find(String argument) throws IOException {
        SourceAddress address = SourceAddress.parse(argument);
        if (!address.isFile()) {
            return List.of(new Film(address));
        }
        Path path = Path.of(address.location());
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        } else if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        } else if (Files.isDirectory(path)) {
            return inFolder(path);
        }
        return List.of(PictureFile.isPicture(path) ? new Picture(path) : new Film(address));
    }

    private static List<Source> inFolder(Path folder) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (PictureFile.isPicture(file)) {
                    sources.add(new Picture(file));
                } else if (Files.isRegularFile(file) && FILM_ENDINGS.contains(ending(file))) {
                    sources.add(new Film(SourceAddress.parse("file://" + file)));
                }
            }
        }
        if (sources.isEmpty()) {
            throw new IOException(folder + " holds no pictures or films; name a folder that does");
        }
        return sources;
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
