package dev.sightline.config;

import dev.sightline.frame.SourceAddress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The films that a configuration may name as cameras.
 *
 * @param folder the only folder, with its subfolders, that they may be in
 */
record Films(Path folder) {
    /**
     * The address of a film, its path made absolute and free of links.
     *
     * @param path absolute, or relative to the folder
     * @throws IllegalArgumentException if it is outside the folder, also by a link, or absent
     */
    SourceAddress address(String path) {
        Path film = folder.resolve(path).normalize();
        if (!film.startsWith(folder.normalize())) {
            throw outside();
        }
        try {
            Path real = film.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside();
            }
            return SourceAddress.parse("file://" + real);
        } catch (IOException absent) {
            throw new IllegalArgumentException(
                    "there is no such file below filmsFolder; correct the path, or begin the address with rtsp://",
                    absent);
        }
    }

    private static IllegalArgumentException outside() {
        return new IllegalArgumentException("this file is not below filmsFolder; move it there, or change filmsFolder");
    }
}
