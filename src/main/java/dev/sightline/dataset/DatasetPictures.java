package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the picture files of a dataset: by the file name that the dataset states, else by the picture's name with an ending
 * of pictures.
 *
 * @param folders where to look, in this order; no name leads out of them, though links may
 */
public record DatasetPictures(List<Path> folders) {
    private static final List<String> ENDINGS =
            List.of(".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".JPG", ".JPEG", ".PNG");
    private static final List<String> USUAL = List.of("images", "JPEGImages", ".", "../images", "../JPEGImages");

    /** Makes the folders absolute. */
    public DatasetPictures {
        folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    /**
     * The pictures of a dataset: in {@code images} or {@code JPEGImages} in or beside it, or among its own files.
     *
     * @param dataset the file or folder with the ground truth
     * @param images the only folder in which to look, or null
     * @throws DatasetException if there is not a single picture
     */
    public static DatasetPictures of(Path dataset, @Nullable Path images, LabeledImages truth) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (images != null) {
            folders.add(images);
        } else {
            Path absolute = dataset.toAbsolutePath().normalize();
            Path base = Files.isDirectory(absolute) ? absolute : absolute.resolveSibling("");
            USUAL.stream()
                    .map(folder -> base.resolve(folder).normalize())
                    .filter(Files::isDirectory)
                    .forEach(folders::add);
        }
        DatasetPictures pictures = new DatasetPictures(folders);
        if (truth.images().stream().noneMatch(image -> pictures.find(image).isPresent())) {
            throw new DatasetException(
                    (images == null ? dataset : images).toString(),
                    "not one picture of the dataset is there; name their folder with --images");
        }
        return pictures;
    }

    /** The file of a picture, if it is there. */
    public Optional<Path> find(LabeledImage image) {
        List<String> names = new ArrayList<>();
        if (image.file() != null) {
            names.add(image.file());
        }
        ENDINGS.forEach(ending -> names.add(image.name() + ending));
        for (Path folder : folders) {
            for (String name : names) {
                Path file = inside(folder, name);
                if (file != null && Files.isRegularFile(file) && isPicture(name)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPicture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    private static @Nullable Path inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
