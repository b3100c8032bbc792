package dev.sightline.weights;

import java.nio.ByteBuffer;

/** How a file stores a number, the least significant byte first. */
enum NumberFormat {
    FLOAT32(4) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    /** IEEE 754 binary16. */
    FLOAT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return half(bytes.getShort());
        }
    },
    /** The upper half of a float32. */
    BFLOAT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    UINT16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Short.toUnsignedInt(bytes.getShort());
        }
    },
    UINT8(1) {
        @Override
        float next(ByteBuffer bytes) {
            return Byte.toUnsignedInt(bytes.get());
        }
    };

    private final int bytes;

    NumberFormat(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes a number takes. */
    int bytes() {
        return bytes;
    }

    /** Reads one number from a little-endian buffer. */
    abstract float next(ByteBuffer bytes);

    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
