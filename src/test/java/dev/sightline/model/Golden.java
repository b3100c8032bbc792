package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Inputs of the models and what their original run times made of them. */
final class Golden {
    private static final ImageSize SIZE = new ImageSize(300, 300);

    private Golden() {}

    /** The folder of models; the test is skipped where there is none. */
    static Path models() {
        Path folder = Path.of(System.getProperty("shared.folder", "")).resolve("models");
        assumeTrue(Files.isDirectory(folder.resolve("golden")), "skipped: no recorded outputs in " + folder);
        return folder;
    }

    /** A recorded input as a picture. */
    static Image image(String name) throws IOException {
        byte[] rgb = Files.readAllBytes(models().resolve("golden/" + name + ".rgb300.u8"));
        byte[] bgr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return new Image(SIZE, bgr);
    }

    /** A recorded output, such as {@code dog.coco.boxes}. */
    static FloatBuffer output(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(models().resolve("golden/" + name + ".f32"));
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** Compares all numbers. */
    static void assertSame(FloatBuffer actual, FloatBuffer expected, float tolerance) {
        assertThat(actual.capacity()).isEqualTo(expected.capacity());
        float largest = 0;
        for (int i = 0; i < expected.capacity(); i++) {
            float difference = Math.abs(actual.get(i) - expected.get(i));
            assertThat(difference).as("not a number at %d", i).isNotNaN();
            largest = Math.max(largest, difference);
        }
        assertThat(largest).as("largest difference").isLessThanOrEqualTo(tolerance);
    }
}
