package dev.sightline.weights;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bytes of one or more files, one after the other; numbers are read without holding their bytes in memory too. */
final class FileBytes implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final List<Part> parts = new ArrayList<>();
    private long size;

    private record Part(FileChannel channel, long from, long size) {}

    private FileBytes() {}

    /**
     * Opens files.
     *
     * @param most bytes that they may have together, below 2³¹
     * @throws WeightsException if one is not there or they are larger
     */
    static FileBytes open(List<Path> files, long most) throws IOException {
        var bytes = new FileBytes();
        try {
            for (Path file : files) {
                bytes.add(file, most);
            }
            return bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void add(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("there is no file " + file.getFileName());
        }
        FileChannel channel = FileChannel.open(file);
        parts.add(new Part(channel, size, channel.size()));
        size += channel.size();
        if (size > most) {
            throw new WeightsException(file.getFileName() + " is too large: at most " + most + " bytes are read");
        }
    }

    long size() {
        return size;
    }

    byte[] bytes(long at, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        fill(buffer, at);
        return buffer.array();
    }

    float[] numbers(long at, int count, NumberFormat format) throws IOException {
        float[] numbers = new float[count];
        var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int perChunk = CHUNK / format.bytes();
        for (int done = 0; done < count; done += perChunk) {
            int now = Math.min(perChunk, count - done);
            fill(buffer.clear().limit(now * format.bytes()), at + (long) done * format.bytes());
            buffer.flip();
            for (int i = 0; i < now; i++) {
                numbers[done + i] = format.next(buffer);
            }
        }
        return numbers;
    }

    private void fill(ByteBuffer buffer, long at) throws IOException {
        int end = buffer.limit();
        for (Part part : parts) {
            long from = at + buffer.position() - part.from();
            while (from >= 0 && from < part.size() && buffer.position() < end) {
                buffer.limit((int) Math.min(end, buffer.position() + part.size() - from));
                int read = part.channel().read(buffer, from);
                if (read < 0) {
                    throw new EOFException("it became shorter while it was read");
                }
                from += read;
                buffer.limit(end);
            }
        }
        if (buffer.hasRemaining()) {
            throw new EOFException("it ends too early");
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.channel().close();
        }
    }
}
