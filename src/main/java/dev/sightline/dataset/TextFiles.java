package dev.sightline.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files of datasets, none of them larger than a person would expect. */
final class TextFiles {
    private TextFiles() {}

    /** The files of a folder with the given ending, e.g. {@code .txt}, by their names. */
    static List<Path> in(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> hasEnding(file, ending) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new DatasetException(folder.toString(), "there is no such folder", e);
        }
    }

    static boolean hasEnding(Path file, String ending) {
        return file.getFileName().toString().endsWith(ending);
    }

    /** The file's name without its folders and its last ending. */
    static String baseName(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** All bytes of a file of at most {@code mebibytes}. */
    static byte[] bytes(Path file, int mebibytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file.toString(), "there is no such file");
        }
        if (Files.size(file) > ((long) mebibytes << 20)) {
            throw new DatasetException(file.toString(), "more than " + mebibytes + " MiB is refused");
        }
        return Files.readAllBytes(file);
    }

    /** The lines of a file of at most {@code mebibytes} in UTF-8. */
    static List<String> lines(Path file, int mebibytes) throws IOException {
        if (Files.size(file) > ((long) mebibytes << 20)) {
            throw new DatasetException(file.toString(), "more than " + mebibytes + " MiB is refused");
        }
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DatasetException(file.toString(), "is not text in UTF-8", e);
        }
    }
}
