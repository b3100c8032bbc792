package dev.sightline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where results go. Sources of the same name get results of different names: {@code a/1.jpg} and {@code b/1.png} become
 * {@code 1.*} and {@code 1-2.*}. No source is ever written to. For one thread.
 */
final class OutputFolder {
    private final Path folder;
    private final Set<Path> sources;
    private final boolean annotated;
    private final Set<String> taken = new HashSet<>();

    private OutputFolder(Path folder, Set<Path> sources, boolean annotated) {
        this.folder = folder;
        this.sources = sources;
        this.annotated = annotated;
    }

    /**
     * The results of one source.
     *
     * @param copy the annotated copy
     * @param text what was found
     */
    record Target(Path copy, Path text, boolean annotated, Set<Path> sources) {
        /**
         * Returns if both files may be written.
         *
         * @throws IOException if one of them is a source
         */
        void check() throws IOException {
            for (Path file : annotated ? List.of(copy, text) : List.of(text)) {
                if (Files.exists(file) && sources.contains(file.toRealPath())) {
                    throw new IOException(file + " is a source and would be overwritten; choose another --out");
                }
            }
        }

        @Override
        public String toString() {
            return annotated ? copy + ", " + text : text.toString();
        }
    }

    /**
     * Creates the folder where it is missing.
     *
     * @param annotated whether there will be annotated copies
     */
    static OutputFolder create(Path folder, List<Source> sources, boolean annotated) throws IOException {
        Set<Path> files = new HashSet<>();
        for (Source source : sources) {
            if (source.file().isPresent() && Files.exists(source.file().get())) {
                files.add(source.file().get().toRealPath());
            }
        }
        Files.createDirectories(folder);
        return new OutputFolder(folder, Set.copyOf(files), annotated);
    }

    /** Where the results of {@code source} go. */
    Target target(Source source) {
        String base = source.baseName();
        String name = base;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        String ending = source instanceof Source.Picture ? ".jpg" : ".mp4";
        return new Target(folder.resolve(name + ending), folder.resolve(name + ".txt"), annotated, sources);
    }
}
