package dev.sightline.sink;

import dev.sightline.alert.Alert;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file that belongs to this process while it is open. A line is there as a whole or not at all: what a
 * full disk has taken of one is cut off again, and what a killed process has left of one is ended first.
 */
final class FileSink implements AlertSink {
    private final Path file;
    private final FileTarget target;
    private final long maxBytes;
    private @Nullable FileChannel channel;

    FileSink(Path file, FileTarget target, long maxBytes) {
        this.file = file;
        this.target = target;
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void deliver(Alert alert) throws DeliveryException {
        byte[] line = (AlertFields.json(alert) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            FileChannel open = opened();
            if (open.size() > 0 && open.size() + line.length > maxBytes) {
                rotate();
                open = opened();
            }
            append(open, line);
        } catch (OverlappingFileLockException e) {
            close();
            throw inUse();
        } catch (IOException e) {
            close();
            throw DeliveryException.failed(
                    file + " cannot be written (" + e.getMessage() + "); make room, or correct path and permissions",
                    e);
        }
    }

    @Override
    public synchronized void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException(file + " cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    private void append(FileChannel open, byte[] line) throws IOException {
        long before = open.size();
        try {
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                open.write(rest);
            }
            if (target.sync()) {
                open.force(true);
            }
        } catch (IOException e) {
            cutOff(open, before, e);
            throw e;
        }
    }

    private static void cutOff(FileChannel open, long size, IOException cause) {
        try {
            open.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private FileChannel opened() throws IOException, DeliveryException {
        FileChannel present = channel;
        if (present != null) {
            return present;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel fresh =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = fresh;
        if (fresh.tryLock() == null) {
            close();
            throw inUse();
        }
        fresh.position(fresh.size());
        endLine(fresh);
        return fresh;
    }

    private static void endLine(FileChannel open) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long size = open.size();
        if (size > 0 && open.read(last, size - 1) == 1 && last.get(0) != '\n') {
            open.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private void rotate() throws IOException {
        close();
        if (target.keep() == 0) {
            Files.delete(file);
        }
        for (int number = target.keep(); number > 0; number--) {
            Path from = number == 1 ? file : numbered(number - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private DeliveryException inUse() {
        return DeliveryException.failed(
                file + " is written by another sink or process; stop that, or give each a path of its own", null);
    }
}
