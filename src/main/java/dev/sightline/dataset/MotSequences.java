package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which ground truth belongs to which tracks.
 *
 * @param pairs by name
 * @param notes what was left out, a line each
 */
public record MotSequences(List<Pair> pairs, List<String> notes) {
    private static final String TEXT = ".txt";

    /** Copies the lists. */
    public MotSequences {
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /**
     * The texts of one sequence.
     *
     * @param name what it is called
     * @param truth its ground truth
     * @param tracks its tracks
     */
    public record Pair(String name, Path truth, Path tracks) {}

    /**
     * Two texts, or all sequences of two folders: the ground truth in {@code NAME/gt/gt.txt} or {@code NAME.txt}, the
     * tracks in {@code NAME.txt}.
     *
     * @throws IOException if there are none
     */
    public static MotSequences of(Path truth, Path tracks) throws IOException {
        for (Path path : List.of(truth, tracks)) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
        }
        if (Files.isDirectory(truth) != Files.isDirectory(tracks)) {
            throw new IOException(truth + " and " + tracks + ": one is a folder, the other a text; name two of a kind");
        }
        return Files.isDirectory(truth)
                ? ofFolders(truth, tracks)
                : new MotSequences(List.of(new Pair(nameOf(tracks), truth, tracks)), List.of());
    }

    private static MotSequences ofFolders(Path truths, Path tracks) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path track : texts(tracks)) {
            String name = nameOf(track);
            Path truth = truths.resolve(name).resolve("gt").resolve("gt.txt");
            Path flat = truths.resolve(name + TEXT);
            if (Files.isRegularFile(truth) || Files.isRegularFile(flat)) {
                pairs.add(new Pair(name, Files.isRegularFile(truth) ? truth : flat, track));
            } else {
                notes.add("left out are tracks without ground truth: " + track.getFileName());
            }
        }
        if (pairs.isEmpty()) {
            throw new IOException(tracks + ": no text NAME.txt has its ground truth in " + truths
                    + " as NAME/gt/gt.txt or NAME.txt; name the folder of the sequences");
        }
        return new MotSequences(pairs, notes);
    }

    private static List<Path> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(TEXT) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path text) {
        String name = String.valueOf(text.getFileName());
        return name.endsWith(TEXT) ? name.substring(0, name.length() - TEXT.length()) : name;
    }
}
