package dev.sightline.video;

import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A film in memory, still encoded as H.264 and without B frames, as a camera sends it. Immutable. */
public final class H264Film {
    private final ImageSize size;
    private final byte[] sps;
    private final byte[] pps;
    private final List<AccessUnit> units;
    private final long durationMicros;

    /**
     * The encoded form of one picture.
     *
     * @param nalUnits without start codes or lengths; not to be changed
     * @param timestampMicros since the film's start, in microseconds
     * @param key whether decoding can start here
     */
    public record AccessUnit(List<byte[]> nalUnits, long timestampMicros, boolean key) {
        /** Copies the list. */
        public AccessUnit {
            nalUnits = List.copyOf(nalUnits);
        }

        AccessUnit earlier(long micros) {
            return new AccessUnit(nalUnits, timestampMicros - micros, key);
        }
    }

    H264Film(ImageSize size, byte[] sps, byte[] pps, List<AccessUnit> units, long durationMicros) {
        this.size = size;
        this.sps = sps;
        this.pps = pps;
        this.units = List.copyOf(units);
        this.durationMicros = durationMicros;
    }

    /**
     * Reads an MP4 file of at most 256 MiB.
     *
     * @throws IOException if the file is not H.264 in MP4, has B frames, or has no key frame
     */
    public static H264Film read(Path file) throws IOException {
        return FilmReader.read(file);
    }

    /** Reads an MP4 file from the class path, e.g. {@code /demo/street.mp4}; see {@link #read}. */
    public static H264Film resource(String name) throws IOException {
        Path copy = Files.createTempFile("sightline-film", ".mp4");
        try (InputStream in = H264Film.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no film " + name + " on the class path");
            }
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return read(copy);
        } finally {
            Files.delete(copy);
        }
    }

    /** The same film, turned so that it starts at its {@code n}-th key frame, from 0; counts on from the start again. */
    public H264Film fromKeyFrame(int n) {
        int[] keys =
                IntStream.range(0, units.size()).filter(i -> units.get(i).key()).toArray();
        int first = keys[Math.floorMod(n, keys.length)];
        long start = units.get(first).timestampMicros();
        List<AccessUnit> turned = new ArrayList<>(units.size());
        units.subList(first, units.size()).forEach(unit -> turned.add(unit.earlier(start)));
        units.subList(0, first).forEach(unit -> turned.add(unit.earlier(start - durationMicros)));
        return new H264Film(size, sps, pps, turned, durationMicros);
    }

    /** Picture size in pixels. */
    public ImageSize size() {
        return size;
    }

    /** The sequence parameter set, a NAL unit of at least 4 bytes; not to be changed. */
    public byte[] sps() {
        return sps;
    }

    /** The picture parameter set, a NAL unit; not to be changed. */
    public byte[] pps() {
        return pps;
    }

    /** The pictures in order; the first is a key frame at 0 µs. */
    public List<AccessUnit> accessUnits() {
        return units;
    }

    /** From the first picture to when the first picture of the next round is due, in microseconds. */
    public long durationMicros() {
        return durationMicros;
    }

    /** Pictures a second, on average. */
    public double framesPerSecond() {
        return units.size() * 1e6 / durationMicros;
    }
}
