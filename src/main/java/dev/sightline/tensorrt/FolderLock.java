package dev.sightline.tensorrt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a folder against other processes, and against other threads of this one. A process that dies lets go. */
final class FolderLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * The lock of an existing folder, or null when somebody else keeps it all the time.
     *
     * @throws InterruptedIOException if the thread is interrupted; it stays so
     * @throws IOException if the folder cannot be written
     */
    static @Nullable FolderLock take(Path folder, Duration wait) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (await(channel, folder, wait)) {
                return new FolderLock(channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static boolean await(FileChannel channel, Path folder, Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (tryLock(channel) == null) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            if (!told) {
                LOG.info("somebody else builds a plan in {}; waiting up to {} s", folder, wait.toSeconds());
                told = true;
            }
            pause();
        }
        return true;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // A thread of this process has it.
            return null;
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a plan");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of a folder of plans is let go only when this process ends: {}", e.toString());
        }
    }
}
