package dev.sightline.wire;

import dev.sightline.avro.Box;
import dev.sightline.geometry.BoundingBox;

/** Boxes on the wire. */
final class Boxes {
    private Boxes() {}

    static Box toAvro(BoundingBox box) {
        return new Box((float) box.left(), (float) box.top(), (float) box.right(), (float) box.bottom());
    }

    static BoundingBox fromAvro(Box box) {
        return new BoundingBox(box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }
}
