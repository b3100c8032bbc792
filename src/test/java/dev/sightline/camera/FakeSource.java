package dev.sightline.camera;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceException;
import dev.sightline.geometry.ImageSize;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source that does what it is told, one step a call; it ends after the last. */
final class FakeSource implements FrameSource {
    static final ImageSize SIZE = new ImageSize(64, 48);

    final AtomicInteger closes = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    private final Iterator<Step> steps;
    private final @Nullable CountDownLatch closeHangs;

    /** What one call of next does. */
    interface Step {
        @Nullable
        SourceFrame run(FakeSource source) throws SourceException;
    }

    /** A picture of any kind. */
    record Picture(ImageSize size, long timestampMicros, boolean corrupt, boolean unreadable) implements SourceFrame {
        @Override
        public Image image(int longSide) {
            if (unreadable) {
                throw new IllegalStateException("no pixels");
            }
            ImageSize small = size.within(longSide);
            return new Image(small, new byte[3 * small.width() * small.height()]);
        }
    }

    FakeSource(Iterator<Step> steps, @Nullable CountDownLatch closeHangs) {
        this.steps = steps;
        this.closeHangs = closeHangs;
    }

    static FakeSource of(Step... steps) {
        return new FakeSource(List.of(steps).iterator(), null);
    }

    /** Pictures for ever, {@code perSecond} a second. */
    static FakeSource endless(int perSecond) {
        return new FakeSource(Stream.generate(() -> every(perSecond)).iterator(), null);
    }

    /** As many pictures as a film of that length and rate has. */
    static FakeSource film(int pictures, double perSecond) {
        return new FakeSource(
                LongStream.range(0, pictures)
                        .mapToObj(i -> shown(SIZE, Math.round(i * 1e6 / perSecond)))
                        .iterator(),
                null);
    }

    static Step picture() {
        return shown(SIZE, 0);
    }

    static Step shown(ImageSize size, long micros) {
        return source -> new Picture(size, micros, false, false);
    }

    static Step corrupt() {
        return source -> new Picture(SIZE, 0, true, false);
    }

    static Step unreadable() {
        return source -> new Picture(SIZE, 0, false, true);
    }

    static Step every(int perSecond) {
        return after(Duration.ofNanos(1_000_000_000L / perSecond), picture());
    }

    /** Waits first, unless the source is closed meanwhile. */
    static Step after(Duration wait, Step step) {
        return source -> {
            try {
                if (source.closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new SourceException(SourceException.Kind.BROKEN, "closed");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return step.run(source);
        };
    }

    /** Hangs like native code: neither closing nor interrupting helps, only the latch does. */
    static Step hang(CountDownLatch until, Step step) {
        return source -> {
            awaitNatively(until);
            return step.run(source);
        };
    }

    static Step fail(SourceException.Kind kind, String message) {
        return source -> {
            throw new SourceException(kind, message);
        };
    }

    static void awaitNatively(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException ignored) {
                done = false;
            }
        }
    }

    @Override
    public @Nullable SourceFrame next() throws SourceException {
        return steps.hasNext() ? steps.next().run(this) : null;
    }

    @Override
    public SourceFormat format() {
        return new SourceFormat("h264", SIZE, 25);
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        closed.countDown();
        if (closeHangs != null) {
            awaitNatively(closeHangs);
        }
    }
}
