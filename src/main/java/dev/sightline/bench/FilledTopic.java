package dev.sightline.bench;

import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.SsdDetector;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.CameraPublisher;
import dev.sightline.stream.DetectProcessor;
import dev.sightline.stream.DetectTopology;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.stream.TopicSetup;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.trace.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A frames topic filled with pictures of eight cameras, and the detect topology that works through it. */
final class FilledTopic {
    private static final int CAMERAS = 8;
    private static final int IN_FLIGHT = 64;
    private static final int ATTEMPTS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** None of the frames is ever too old to be looked at. */
    private static final Duration ANY_AGE = Duration.ofDays(1);

    private final KafkaSettings kafka;
    private final SsdDetector detector;
    private final Batcher batcher;
    private final int frames;
    private final InstantSource clock;
    private int runs;

    /** Creates the topics and fills one with {@code frames} pictures, as many in each partition. */
    FilledTopic(
            KafkaSettings kafka, SsdDetector detector, Batcher batcher, Street street, int frames, InstantSource clock)
            throws InterruptedException {
        this.kafka = kafka;
        this.detector = detector;
        this.batcher = batcher;
        this.frames = frames;
        this.clock = clock;
        TopicSetup.ensure(kafka);
        fill(street);
    }

    /** Sends what is missing until nothing is; the first record may be refused, as the publisher knows no broker yet. */
    private void fill(Street street) throws InterruptedException {
        var inFlight = new Semaphore(IN_FLIGHT);
        var produced = new AtomicInteger();
        var metrics = new PipelineMetrics() {
            @Override
            public void frameProduced(String camera) {
                produced.incrementAndGet();
                inFlight.release();
            }

            @Override
            public void frameDropped(String camera, String reason) {
                inFlight.release();
            }
        };
        List<String> cameras =
                IntStream.range(0, CAMERAS).mapToObj(i -> "camera-" + i).toList();
        try (var publisher = new CameraPublisher(kafka, cameras, metrics, Trace.NONE)) {
            for (int attempt = 0; produced.get() < frames && attempt < ATTEMPTS; attempt++) {
                for (int i = produced.get(); i < frames; i++) {
                    inFlight.acquire();
                    publisher.accept(frame(street, cameras.get(i % CAMERAS), attempt, i));
                }
                inFlight.acquire(IN_FLIGHT);
                inFlight.release(IN_FLIGHT);
            }
        }
        if (produced.get() < frames) {
            throw new IllegalStateException("only " + produced + " of " + frames + " frames could be stored");
        }
    }

    private Frame frame(Street street, String camera, int epoch, int sequence) {
        var id = new FrameId(camera, epoch, sequence);
        return new Frame(id, null, clock.instant(), street.size(), street.size(), street.jpeg(sequence));
    }

    /**
     * Works through the topic from its beginning with a new consumer group. A frame is done when its detections are
     * visible to a read_committed consumer. The clock runs from the first tenth of the frames, so that the group's start
     * does not count, to the last.
     */
    Run run() throws InterruptedException {
        var visible = new Visible(frames);
        var subscription = Subscription.to(kafka.topics().detections(), 0, visible::see);
        try (var tail = TopicTail.start(kafka, List.of(subscription))) {
            if (!tail.awaitReady(LIMIT)) {
                throw new IllegalStateException("the detections topic cannot be read");
            }
            runs++;
            try (var runner = new StreamsRunner(
                    kafka,
                    "detect-" + runs,
                    kafka.stream().detectThreads(),
                    DetectTopology.COMMIT_INTERVAL,
                    DetectTopology.build(kafka.topics(), () -> new DetectProcessor(parts())))) {
                runner.start();
                return visible.await();
            }
        }
    }

    private DetectProcessor.Parts parts() {
        return new DetectProcessor.Parts(
                kafka.topics().frames(),
                new OpenCvJpegCodec(),
                batcher,
                detector.inputSize(),
                Map.of(),
                detector.model(),
                ANY_AGE,
                PipelineMetrics.NONE,
                Trace.NONE);
    }

    /** Counts detections as they are seen. */
    private static final class Visible {
        private final int wanted;
        private final AtomicInteger seen = new AtomicInteger();
        private final AtomicReference<Run.Start> start = new AtomicReference<>(Run.Start.now());
        private final CountDownLatch all = new CountDownLatch(1);

        Visible(int wanted) {
            this.wanted = wanted;
        }

        void see(Detections detections) {
            if (detections.skipped() != null) {
                throw new IllegalStateException(detections.frame() + " was skipped: " + detections.skipped());
            }
            int count = seen.incrementAndGet();
            if (count == warm()) {
                start.set(Run.Start.now());
            } else if (count == wanted) {
                all.countDown();
            }
        }

        private int warm() {
            return wanted / 10;
        }

        Run await() throws InterruptedException {
            if (!all.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("only " + seen + " of " + wanted + " detections were seen");
            }
            return start.get().end(wanted - warm());
        }
    }
}
