package dev.sightline.tensorrt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans and timings in a folder, kept between runs. An entry that is damaged or of another key is never given out: it is
 * built again. Builds in one folder happen one after the other, also those of several processes, as TensorRT measures its
 * kernels while it builds; who has waited finds the plan built. A folder that cannot be written costs a warning: the plan is
 * used all the same. Safe for use by several threads and processes.
 */
public final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

    private final Path folder;
    private final long maxBytes;
    private final Duration wait;

    /**
     * A cache; the folder is made when it is first needed.
     *
     * @param maxBytes of all entries together; the oldest go when there are more
     * @param wait the longest wait for somebody else's builds; after it a plan is built at the same time and not kept
     */
    public PlanCache(Path folder, long maxBytes, Duration wait) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is at least 1, not " + maxBytes);
        }
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.wait = wait;
    }

    /** Builds one plan. */
    @FunctionalInterface
    public interface Builder {
        /**
         * Builds, which may take minutes.
         *
         * @param timings what earlier builds on this host have measured
         */
        Built build(Optional<byte[]> timings);
    }

    /**
     * What a build gives.
     *
     * @param plan the serialised engine
     * @param timings all that is measured by now; empty when there is nothing to keep
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
    public record Built(byte[] plan, byte[] timings) {}

    /**
     * The plan of a key, built if it is not there.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits for others; what {@code builder} throws
     *     goes through
     */
    public byte[] plan(PlanKey key, Builder builder) throws InterruptedIOException {
        Optional<byte[]> kept = read(file(key.plan()), key.plan());
        return kept.isPresent() ? kept.get() : underLock(key, plan -> true, builder);
    }

    /**
     * The plan of a key in the stead of a kept one that is of no use here: what another process has built meanwhile, else
     * built anew.
     *
     * @throws InterruptedIOException as {@link #plan} does
     */
    public byte[] insteadOf(byte[] refused, PlanKey key, Builder builder) throws InterruptedIOException {
        return underLock(key, plan -> !Arrays.equals(plan, refused), builder);
    }

    private byte[] underLock(PlanKey key, Predicate<byte[]> useful, Builder builder) throws InterruptedIOException {
        try (FolderLock lock = lock()) {
            Optional<byte[]> kept = read(file(key.plan()), key.plan()).filter(useful);
            if (kept.isPresent()) {
                return kept.get();
            }
            Built built = builder.build(read(file(key.timings()), key.timings()));
            if (lock != null) {
                keep(key, built);
            }
            return built.plan();
        }
    }

    /** The lock, or null after a warning. */
    private @Nullable FolderLock lock() throws InterruptedIOException {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder, wait);
            if (lock == null) {
                LOG.warn(
                        "{} is in use for more than {} s; this plan is built anew and not kept",
                        folder,
                        wait.toSeconds());
            }
            return lock;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so this plan is not kept: {}", folder, e.toString());
            return null;
        }
    }

    private void keep(PlanKey key, Built built) {
        try {
            if (built.timings().length > 0) {
                write(key.timings(), built.timings());
            }
            write(key.plan(), built.plan());
        } catch (IOException e) {
            LOG.warn("a plan cannot be kept in {}: {}", folder, e.toString());
        }
    }

    private Optional<byte[]> read(Path file, String key) {
        try {
            return Files.size(file) > maxBytes ? Optional.empty() : Optional.of(PlanEntry.read(file, key));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} {}; it is made anew", file, e.getMessage());
            return Optional.empty();
        }
    }

    private void write(String key, byte[] content) throws IOException {
        long size = PlanEntry.size(key, content);
        if (size > maxBytes) {
            LOG.warn("an entry of {} bytes is not kept in {}, which holds {}", size, folder, maxBytes);
            return;
        }
        Path file = file(key);
        makeRoom(size, file);
        Path unfinished = folder.resolve("unfinished");
        try {
            PlanEntry.write(unfinished, key, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Deletes the oldest entries until there is room for one more, which replaces one of this name. */
    private void makeRoom(long size, Path replaced) throws IOException {
        long free = maxBytes - size;
        try (Stream<Path> files = Files.list(folder)) {
            var newestFirst = files.filter(file -> file.toString().endsWith(".entry") && !file.equals(replaced))
                    .sorted(Comparator.comparing(PlanCache::written).reversed())
                    .toList();
            for (Path file : newestFirst) {
                free -= Files.size(file);
                if (free < 0) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private Path file(String key) {
        byte[] hash = PlanEntry.sha256().digest(key.getBytes(UTF_8));
        return folder.resolve(HexFormat.of().formatHex(hash) + ".entry");
    }
}
