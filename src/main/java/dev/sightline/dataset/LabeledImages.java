package dev.sightline.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ground truth of a dataset.
 *
 * @param images in the dataset's order, each name once
 * @param ids how a COCO dataset numbers its images and labels; none for other datasets
 */
public record LabeledImages(List<LabeledImage> images, CocoIds ids) {
    /** Checks that no name is there twice. */
    public LabeledImages {
        images = List.copyOf(images);
        Set<String> names = new HashSet<>();
        for (LabeledImage image : images) {
            if (!names.add(image.name())) {
                throw new IllegalArgumentException("two pictures are called '" + image.name() + "'");
            }
        }
    }

    /** Ground truth without numbers for images and labels. */
    public LabeledImages(List<LabeledImage> images) {
        this(images, CocoIds.NONE);
    }

    /** The labels of all objects, sorted. */
    public SortedSet<String> labels() {
        return images.stream()
                .flatMap(image -> image.boxes().stream())
                .map(LabeledBox::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ground truth of some of the images. */
    public LabeledImages of(Set<String> names) {
        return new LabeledImages(
                images.stream().filter(image -> names.contains(image.name())).toList(), ids);
    }

    /** All images with the objects of some labels. */
    public LabeledImages only(Set<String> labels) {
        return new LabeledImages(
                images.stream()
                        .map(image -> new LabeledImage(
                                image.name(),
                                image.file(),
                                image.boxes().stream()
                                        .filter(box -> labels.contains(box.label()))
                                        .toList()))
                        .toList(),
                ids);
    }
}
