package dev.sightline.detect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatcherTest {
    private static final int BAD = 255;

    private final GatedDetector detector = new GatedDetector();
    private final List<Integer> measured = new CopyOnWriteArrayList<>();
    private final List<Batcher> opened = new ArrayList<>();

    @AfterEach
    void close() {
        detector.gate.release(1000);
        opened.forEach(Batcher::close);
    }

    @Test
    void aSinglePictureIsABatchOfOne() {
        detector.gate.release(1);
        assertThat(scoreOf(batcher(8, 1).detect(image(7)))).isEqualTo(7);
        assertThat(detector.batches).containsExactly(List.of(7));
        assertThat(measured).containsExactly(1);
    }

    @Test
    void whatWaitsWhileTheEngineIsBusyGoesTogetherUpToTheLargestBatch() throws Exception {
        Batcher batcher = batcher(4, 1);
        var results = new ArrayList<CompletableFuture<List<Detection>>>();
        results.add(enter(batcher, 0));
        await().until(() -> detector.batches.size() == 1);
        for (int i = 1; i <= 6; i++) {
            results.add(enter(batcher, i));
            int waiting = i;
            await().until(() -> batcher.waiting() == waiting);
        }
        detector.gate.release(3);
        for (int i = 0; i <= 6; i++) {
            assertThat(scoreOf(results.get(i).get(5, SECONDS))).isEqualTo(i);
        }
        assertThat(detector.batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
        assertThat(measured).containsExactly(1, 4, 2);
    }

    @Test
    void twoWorkersKeepTwoBatchesInTheEngine() throws Exception {
        Batcher batcher = batcher(1, 2);
        var first = enter(batcher, 1);
        var second = enter(batcher, 2);
        await().until(() -> detector.batches.size() == 2);
        detector.gate.release(2);
        assertThat(scoreOf(first.get(5, SECONDS))).isEqualTo(1);
        assertThat(scoreOf(second.get(5, SECONDS))).isEqualTo(2);
    }

    @Test
    void aBadPictureFailsAlone() throws Exception {
        Batcher batcher = batcher(4, 1);
        var busy = enter(batcher, 0);
        await().until(() -> detector.batches.size() == 1);
        var good = enter(batcher, 1);
        await().until(() -> batcher.waiting() == 1);
        var bad = enter(batcher, BAD);
        await().until(() -> batcher.waiting() == 2);
        var alsoGood = enter(batcher, 3);
        await().until(() -> batcher.waiting() == 3);
        detector.gate.release(100);
        assertThat(scoreOf(busy.get(5, SECONDS))).isEqualTo(0);
        assertThat(scoreOf(good.get(5, SECONDS))).isEqualTo(1);
        assertThat(scoreOf(alsoGood.get(5, SECONDS))).isEqualTo(3);
        assertThatThrownBy(() -> bad.get(5, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(DetectionException.class)
                .hasMessage("a bad picture");
        assertThat(detector.batches)
                .containsExactly(List.of(0), List.of(1, BAD, 3), List.of(1), List.of(BAD), List.of(3));
        assertThat(measured).containsExactly(1, 1, 1);
    }

    @Test
    void thereAreAsManyWorkersAsTheEngineTakesBatches() throws Exception {
        detector.state = new EngineState("two GPUs", List.of(0, 1), 4, true, "");
        Batcher batcher = batcher(1, 1);
        var results = new ArrayList<CompletableFuture<List<Detection>>>();
        for (int i = 0; i < 4; i++) {
            results.add(enter(batcher, i));
        }
        await().until(() -> detector.batches.size() == 4);
        detector.gate.release(4);
        for (int i = 0; i < 4; i++) {
            assertThat(scoreOf(results.get(i).get(5, SECONDS))).isEqualTo(i);
        }
    }

    @Test
    void aLostEngineFailsTheWholeBatchAtOnceAndSaysSo() throws Exception {
        Batcher batcher = batcher(4, 1);
        var busy = enter(batcher, 0);
        await().until(() -> detector.batches.size() == 1);
        var results = new ArrayList<CompletableFuture<List<Detection>>>();
        for (int i = 1; i <= 3; i++) {
            results.add(enter(batcher, i));
        }
        await().until(() -> batcher.waiting() == 3);
        detector.gate.release(1);
        assertThat(scoreOf(busy.get(5, SECONDS))).isEqualTo(0);
        await().until(() -> detector.batches.size() == 2);
        detector.lost = true;
        detector.gate.release(1);
        for (var result : results) {
            assertThatThrownBy(() -> result.get(5, SECONDS))
                    .cause()
                    .isInstanceOf(EngineLostException.class)
                    .hasMessage("gpu(0) was lost");
        }
        assertThat(detector.batches).hasSize(2);
    }

    @Test
    void thePicturesOfAFrameGoTogether() throws Exception {
        Batcher batcher = batcher(4, 1);
        var busy = enter(batcher, 0);
        await().until(() -> detector.batches.size() == 1);
        var results = new ArrayList<CompletableFuture<List<List<Detection>>>>();
        for (var numbers :
                List.of(List.of(1, 2, 3), List.of(4, 5), List.of(6), List.of(7, 8, 9, 10, 11), List.of(12))) {
            results.add(enter(batcher, numbers));
            await().until(() -> batcher.waiting() == results.size());
        }
        detector.gate.release(100);
        assertThat(scoreOf(busy.get(5, SECONDS))).isEqualTo(0);
        assertThat(results)
                .extracting(result -> scoresOf(result.get(5, SECONDS)))
                .containsExactly(
                        List.of(1L, 2L, 3L), List.of(4L, 5L), List.of(6L), List.of(7L, 8L, 9L, 10L, 11L), List.of(12L));
        assertThat(detector.batches)
                .containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9, 10, 11), List.of(12));
    }

    @Test
    void aFrameWithABadPictureFailsAlone() throws Exception {
        Batcher batcher = batcher(8, 1);
        var busy = enter(batcher, 0);
        await().until(() -> detector.batches.size() == 1);
        var good = enter(batcher, List.of(1, 2));
        await().until(() -> batcher.waiting() == 1);
        var bad = enter(batcher, List.of(3, BAD));
        await().until(() -> batcher.waiting() == 2);
        detector.gate.release(100);
        assertThat(scoreOf(busy.get(5, SECONDS))).isEqualTo(0);
        assertThat(scoresOf(good.get(5, SECONDS))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> bad.get(5, SECONDS)).hasCauseInstanceOf(DetectionException.class);
        assertThat(detector.batches).containsExactly(List.of(0), List.of(1, 2, 3, BAD), List.of(1, 2), List.of(3, BAD));
    }

    @Test
    void aDetectorThatForgetsAPictureIsFoundOut() {
        detector.gate.release(1);
        detector.forgets = true;
        assertThatThrownBy(() -> batcher(1, 1).detect(image(1)))
                .isInstanceOf(DetectionException.class)
                .hasMessage("the detector gave 0 results for 1 pictures");
    }

    @Test
    void aWaitEndsAndItsPictureIsTakenOut() throws Exception {
        Batcher batcher = batcher(4, 1, Duration.ofMillis(100));
        var hanging = enter(batcher, 1);
        await().until(() -> detector.batches.size() == 1);
        assertThatThrownBy(() -> batcher.detect(image(2)))
                .isInstanceOf(DetectionException.class)
                .hasMessage("no detections within 100 ms");
        assertThatThrownBy(() -> hanging.get(5, SECONDS)).hasCauseInstanceOf(DetectionException.class);
        assertThat(batcher.waiting()).isZero();
        detector.gate.release(2);
        assertThat(scoreOf(batcher.detect(image(3)))).isEqualTo(3);
        assertThat(detector.batches).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void anInterruptedThreadLeavesAndStaysInterrupted() throws Exception {
        Batcher batcher = batcher(4, 1);
        assertThat(enter(batcher, 1)).isNotDone();
        await().until(() -> detector.batches.size() == 1);
        var outcome = new CompletableFuture<String>();
        var thread = new Thread(() -> {
            try {
                batcher.detect(image(2));
            } catch (DetectionException e) {
                outcome.complete(e.getMessage() + ", " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        await().until(() -> batcher.waiting() == 1);
        thread.interrupt();
        assertThat(outcome.get(5, SECONDS)).isEqualTo("interrupted while waiting for detections, true");
        assertThat(batcher.waiting()).isZero();
    }

    @Test
    void closingFailsThoseWhoWaitEvenWhenTheEngineHangs() throws Exception {
        Batcher batcher = batcher(1, 1);
        var inEngine = enter(batcher, 1);
        await().until(() -> detector.batches.size() == 1);
        var inQueue = enter(batcher, 2);
        await().until(() -> batcher.waiting() == 1);
        long start = System.nanoTime();
        batcher.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        for (var result : List.of(inEngine, inQueue)) {
            assertThatThrownBy(() -> result.get(5, SECONDS)).cause().hasMessage("the batcher was closed");
        }
        assertThatThrownBy(() -> batcher.detect(image(3))).hasMessage("the batcher is closed");
    }

    @Test
    void closingLetsTheEngineFinish() throws Exception {
        Batcher batcher = batcher(1, 1);
        var inEngine = enter(batcher, 1);
        await().until(() -> detector.batches.size() == 1);
        var closing = CompletableFuture.runAsync(batcher::close);
        detector.gate.release(1);
        closing.get(5, SECONDS);
        assertThat(scoreOf(inEngine.get(5, SECONDS))).isEqualTo(1);
    }

    private Batcher batcher(int maxBatch, int workers) {
        return batcher(maxBatch, workers, Duration.ofSeconds(20));
    }

    private Batcher batcher(int maxBatch, int workers, Duration maxWait) {
        var metrics = new PipelineMetrics() {
            @Override
            public void batchInferred(int size, Duration duration) {
                assertThat(duration).isPositive();
                measured.add(size);
            }
        };
        var batcher = new Batcher(detector, new BatchSettings(maxBatch, workers, maxWait), metrics);
        opened.add(batcher);
        return batcher;
    }

    /** Calls from a thread of its own. */
    private static CompletableFuture<List<Detection>> enter(Batcher batcher, int number) {
        var result = new CompletableFuture<List<Detection>>();
        new Thread(() -> {
                    try {
                        result.complete(batcher.detect(image(number)));
                    } catch (DetectionException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private static CompletableFuture<List<List<Detection>>> enter(Batcher batcher, List<Integer> numbers) {
        var images = numbers.stream().map(BatcherTest::image).toList();
        var result = new CompletableFuture<List<List<Detection>>>();
        new Thread(() -> {
                    try {
                        result.complete(batcher.detect(images));
                    } catch (DetectionException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private static List<Long> scoresOf(List<List<Detection>> results) {
        return results.stream().map(BatcherTest::scoreOf).toList();
    }

    private static Image image(int number) {
        return new Image(new ImageSize(1, 1), new byte[] {(byte) number, 0, 0});
    }

    private static int numberOf(Image image) {
        return image.bgr()[0] & 0xFF;
    }

    private static long scoreOf(List<Detection> detections) {
        return Math.round(detections.get(0).score() * 100);
    }

    /** Finds in each picture its own number; each batch waits for a permit. */
    private static final class GatedDetector implements Detector {
        private final Semaphore gate = new Semaphore(0);
        private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        private volatile boolean forgets;
        private volatile boolean lost;
        private volatile EngineState state = EngineState.CPU;

        @Override
        public List<List<Detection>> detect(List<Image> images) {
            var numbers = images.stream().map(BatcherTest::numberOf).toList();
            batches.add(numbers);
            gate.acquireUninterruptibly();
            if (lost) {
                throw new EngineLostException("gpu(0) was lost");
            }
            if (numbers.contains(BAD)) {
                throw new DetectionException("a bad picture");
            }
            return numbers.stream()
                    .filter(number -> !forgets)
                    .map(number -> List.of(new Detection("number", 1, number / 100.0, new BoundingBox(0, 0, 1, 1))))
                    .toList();
        }

        @Override
        public ImageSize inputSize() {
            return new ImageSize(1, 1);
        }

        @Override
        public ModelId model() {
            return new ModelId("numbers", "1", "0".repeat(64));
        }

        @Override
        public EngineState engine() {
            return state;
        }

        @Override
        public void close() {}
    }
}
