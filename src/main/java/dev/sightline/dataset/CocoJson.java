package dev.sightline.dataset;

import dev.sightline.json.JsonException;
import dev.sightline.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** COCO's JSON (cocodataset.org, data format and results format): instances, and what a detector has found. */
final class CocoJson {
    private static final int MAX_MEBIBYTES = 512;

    private CocoJson() {}

    /** The file itself, or the only JSON of a folder. */
    static Path file(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return path;
        }
        List<Path> files = TextFiles.in(path, ".json");
        if (files.size() != 1) {
            throw new DatasetException(path.toString(), "has " + files.size() + " JSON files; name one of them");
        }
        return files.get(0);
    }

    /** Reads {@code images}, {@code annotations} and {@code categories}; images in the order of their ids. */
    static LabeledImages labeled(Path path) throws IOException {
        Path file = file(path);
        JsonObject root = JsonObject.parse(file.toString(), TextFiles.bytes(file, MAX_MEBIBYTES));
        Map<Integer, String> labels = new HashMap<>();
        Set<String> words = new HashSet<>();
        for (JsonObject category : root.objects("categories")) {
            String word = category.text("name");
            if (labels.put(id(category, "id"), word) != null || !words.add(word)) {
                throw category.wrong("id", "or its name is there twice");
            }
        }
        Map<Integer, String> files = new TreeMap<>();
        Map<Integer, List<LabeledBox>> boxes = new HashMap<>();
        for (JsonObject image : root.objects("images")) {
            int id = id(image, "id");
            if (files.put(id, image.text("file_name")) != null) {
                throw image.wrong("id", "is there twice");
            }
        }
        for (JsonObject annotation : root.objectsOrNone("annotations")) {
            boxes.computeIfAbsent(known(annotation, "image_id", files), id -> new ArrayList<>())
                    .add(box(annotation, labels));
        }
        return images(file, files, boxes, labels);
    }

    private static LabeledImages images(
            Path file, Map<Integer, String> files, Map<Integer, List<LabeledBox>> boxes, Map<Integer, String> labels)
            throws IOException {
        Map<Integer, String> names = names(files);
        List<LabeledImage> images = new ArrayList<>();
        files.forEach(
                (id, name) -> images.add(new LabeledImage(word(names, id), name, boxes.getOrDefault(id, List.of()))));
        try {
            return new LabeledImages(images, new CocoIds(names, labels));
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The names of the files without folders, unless only the folders tell some of them apart. */
    private static Map<Integer, String> names(Map<Integer, String> files) {
        Map<Integer, String> names = new HashMap<>();
        files.forEach((id, name) -> names.put(id, TextFiles.baseName(name)));
        if (new HashSet<>(names.values()).size() < files.size()) {
            files.forEach((id, name) ->
                    names.put(id, name.substring(0, name.lastIndexOf('/') + 1) + TextFiles.baseName(name)));
        }
        return names;
    }

    private static LabeledBox box(JsonObject annotation, Map<Integer, String> labels) throws JsonException {
        PixelBox box = box(annotation);
        double area = annotation.has("area") ? number(annotation, "area") : box.area();
        if (area < 0) {
            throw annotation.wrong("area", "must not be negative");
        }
        boolean crowd = annotation.has("iscrowd") && annotation.whole("iscrowd", 0, 1) == 1;
        return new LabeledBox(
                word(labels, known(annotation, "category_id", labels)),
                box,
                area,
                crowd ? LabeledBox.Kind.CROWD : LabeledBox.Kind.COUNTED);
    }

    /** Reads results: a list of {@code image_id}, {@code category_id}, {@code bbox} and {@code score}. */
    static ScoredImages scored(Path path, CocoIds ids) throws IOException {
        Path file = file(path);
        if (ids.images().isEmpty()) {
            throw new DatasetException(
                    file.toString(), "COCO results name images by number; the ground truth must be COCO JSON, too");
        }
        Map<Integer, List<ScoredBox>> boxes = new TreeMap<>();
        for (JsonObject result : JsonObject.parseList(file.toString(), TextFiles.bytes(file, MAX_MEBIBYTES))) {
            int image = known(result, "image_id", ids.images());
            String label = word(ids.labels(), known(result, "category_id", ids.labels()));
            boxes.computeIfAbsent(image, id -> new ArrayList<>())
                    .add(new ScoredBox(label, number(result, "score"), box(result)));
        }
        Map<String, List<ScoredBox>> images = new LinkedHashMap<>();
        boxes.forEach((id, found) -> images.put(word(ids.images(), id), found));
        return new ScoredImages(images);
    }

    private static String word(Map<Integer, String> words, int id) {
        return words.getOrDefault(id, "");
    }

    private static PixelBox box(JsonObject holder) throws JsonException {
        List<Double> box = holder.numbers("bbox", 4);
        try {
            return new BoxForm(true, false).box(box.get(0), box.get(1), box.get(2), box.get(3));
        } catch (IllegalArgumentException e) {
            throw holder.wrong("bbox", "is no box: " + e.getMessage());
        }
    }

    private static double number(JsonObject holder, String key) throws JsonException {
        return holder.number(key, Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
    }

    private static int id(JsonObject holder, String key) throws JsonException {
        return holder.whole(key, 0, Integer.MAX_VALUE);
    }

    private static int known(JsonObject holder, String key, Map<Integer, ?> known) throws JsonException {
        int id = id(holder, key);
        if (!known.containsKey(id)) {
            throw holder.wrong(key, "is " + id + ", which the ground truth does not have");
        }
        return id;
    }
}
