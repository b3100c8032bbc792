package dev.sightline.dataset;

/**
 * One object that is truly in a picture.
 *
 * @param label the class in the dataset's words, not blank
 * @param box where it is
 * @param area of the object in square pixels, ≥ 0; that of its outline where the dataset has one, else that of the box
 * @param kind whether it counts
 */
public record LabeledBox(String label, PixelBox box, double area, Kind kind) {
    /** Whether a detector must find an object. */
    public enum Kind {
        /** It must be found. */
        COUNTED,
        /** It need not be found, and a detection of it is neither right nor wrong. */
        DIFFICULT,
        /** As difficult, and the box holds many objects, so that any detection inside it is one of them. */
        CROWD
    }

    /** Checks the label and the area. */
    public LabeledBox {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a label must not be blank");
        }
        if (!(area >= 0 && Double.isFinite(area))) {
            throw new IllegalArgumentException("an area is 0 or more, not " + area);
        }
    }

    /** An object of which only the box is known. */
    public LabeledBox(String label, PixelBox box, Kind kind) {
        this(label, box, box.area(), kind);
    }
}
