package dev.sightline.ssd;

import dev.sightline.geometry.BoundingBox;

/**
 * Turns a box into offsets from a default box and back (SSD paper, equation 2, with the variances of the authors' Caffe
 * branch): {@code tx = (cx - cx0) / w0 / center} and {@code tw = ln(w / w0) / size}, y and height alike.
 *
 * @param order which offset comes first in the network's output
 * @param center variance of the centre's offsets, usually 0.1
 * @param size variance of the width's and height's offsets, usually 0.2
 */
public record BoxCoder(Order order, double center, double size) {
    /** How much larger than its default box a box may get; as torchvision's {@code BoxCoder}, so that none is infinite. */
    public static final double MAX_LOG_SCALE = Math.log(1000.0 / 16);

    /** The order of the four offsets. */
    public enum Order {
        /** ty, tx, th, tw, as TensorFlow's models have it. */
        YXHW,
        /** tx, ty, tw, th, as Caffe's and torchvision's have it. */
        XYWH
    }

    /** Checks the variances. */
    public BoxCoder {
        if (!(center > 0 && center <= 1 && size > 0 && size <= 1)) {
            throw new IllegalArgumentException("variances are above 0 and at most 1, not " + center + " and " + size);
        }
    }

    /** The box that {@code offsets} (four, in this coder's order, finite) mean; it may leave the picture. */
    public BoundingBox decode(float[] offsets, DefaultBox from) {
        boolean xFirst = order == Order.XYWH;
        double tx = offsets[xFirst ? 0 : 1];
        double ty = offsets[xFirst ? 1 : 0];
        double tw = offsets[xFirst ? 2 : 3];
        double th = offsets[xFirst ? 3 : 2];
        return BoundingBox.ofCenter(
                tx * center * from.width() + from.cx(),
                ty * center * from.height() + from.cy(),
                Math.exp(Math.min(tw * size, MAX_LOG_SCALE)) * from.width(),
                Math.exp(Math.min(th * size, MAX_LOG_SCALE)) * from.height());
    }

    /** The four offsets that mean {@code box}, which must have an area. */
    public float[] encode(BoundingBox box, DefaultBox from) {
        float tx = (float) ((box.center().x() - from.cx()) / from.width() / center);
        float ty = (float) ((box.center().y() - from.cy()) / from.height() / center);
        float tw = (float) (Math.log(box.width() / from.width()) / size);
        float th = (float) (Math.log(box.height() / from.height()) / size);
        return order == Order.XYWH ? new float[] {tx, ty, tw, th} : new float[] {ty, tx, th, tw};
    }
}
