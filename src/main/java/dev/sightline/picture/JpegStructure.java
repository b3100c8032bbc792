package dev.sightline.picture;

import dev.sightline.frame.BadImageException;
import dev.sightline.geometry.ImageSize;

/**
 * What the markers of a JPEG say (ITU-T T.81, annex B), read without decoding: the size is known before anything is
 * allocated, and a picture that was cut off is found out, which the decoder would return half grey.
 *
 * @param size the picture's size in pixels
 */
record JpegStructure(ImageSize size) {
    private static final int MAX_SIDE = 16_384;
    private static final long MAX_PIXELS = 100_000_000;

    /** A progressive picture needs about ten; each costs a pass over the whole picture. */
    private static final int MAX_SCANS = 100;

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    /** Walks from the start to the end marker; bytes after the end are ignored. */
    static JpegStructure read(byte[] jpeg) throws BadImageException {
        return new Walk(jpeg).toEnd();
    }

    /** Whether the bytes begin as every JPEG does. */
    static boolean isJpeg(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == START_OF_IMAGE;
    }

    /** One pass over the bytes. */
    private static final class Walk {
        private final byte[] jpeg;
        private int at = 2;
        private int width;
        private int height;
        private int scans;

        Walk(byte[] jpeg) {
            this.jpeg = jpeg;
        }

        JpegStructure toEnd() throws BadImageException {
            if (!isJpeg(jpeg)) {
                throw new BadImageException("not a JPEG picture");
            }
            for (int marker = marker(); marker != END_OF_IMAGE; marker = marker()) {
                if (isFrameHeader(marker)) {
                    readFrameHeader();
                } else if (marker == START_OF_SCAN) {
                    skipScan();
                } else if (!isBare(marker)) {
                    skipSegment();
                }
            }
            if (scans == 0) {
                throw new BadImageException("the JPEG picture has no pixels");
            }
            return new JpegStructure(new ImageSize(width, height));
        }

        private int marker() throws BadImageException {
            if (next() != 0xFF) {
                throw new BadImageException("the JPEG picture is damaged at byte " + (at - 1));
            }
            int marker = next();
            while (marker == 0xFF) {
                marker = next();
            }
            return marker;
        }

        private void readFrameHeader() throws BadImageException {
            int end = at + length();
            at += 3;
            int high = twoBytes();
            int wide = twoBytes();
            if (width != 0) {
                throw new BadImageException("the JPEG picture has two frame headers");
            }
            if (wide < 1 || high < 1 || wide > MAX_SIDE || high > MAX_SIDE || (long) wide * high > MAX_PIXELS) {
                throw new BadImageException("a picture of " + wide + "x" + high + " pixels is refused; the limit is "
                        + MAX_SIDE + " a side and " + MAX_PIXELS / 1_000_000 + " million in all");
            }
            width = wide;
            height = high;
            at = end;
        }

        private void skipScan() throws BadImageException {
            if (width == 0 || ++scans > MAX_SCANS) {
                throw new BadImageException(
                        width == 0 ? "the JPEG picture has no frame header" : "the JPEG picture has too many scans");
            }
            skipSegment();
            while (at + 1 < jpeg.length) {
                if (jpeg[at] == -1 && endsScan(jpeg[at + 1] & 0xFF)) {
                    return;
                }
                at++;
            }
            throw cutOff();
        }

        private void skipSegment() throws BadImageException {
            at += length();
        }

        /** The length of the segment at this place, its own two bytes included; the place stays. */
        private int length() throws BadImageException {
            int length = twoBytes();
            at -= 2;
            if (length < 2) {
                throw new BadImageException("the JPEG picture is damaged at byte " + at);
            }
            if (at + length > jpeg.length) {
                throw cutOff();
            }
            return length;
        }

        private int twoBytes() throws BadImageException {
            return next() << 8 | next();
        }

        private int next() throws BadImageException {
            if (at >= jpeg.length) {
                throw cutOff();
            }
            return jpeg[at++] & 0xFF;
        }

        private static BadImageException cutOff() {
            return new BadImageException("the JPEG picture is cut off");
        }

        /** Start-of-frame markers; three codes among them mean other things. */
        private static boolean isFrameHeader(int marker) {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        /** Markers without a length: restarts, the start, and one for temporary use. */
        private static boolean isBare(int marker) {
            return (marker >= 0xD0 && marker <= START_OF_IMAGE) || marker == 0x01;
        }

        /** Inside a scan, 0xFF is followed by 0 when it is data, by a restart, or by another 0xFF. */
        private static boolean endsScan(int second) {
            return second != 0 && second != 0xFF && !(second >= 0xD0 && second <= 0xD7);
        }
    }
}
