package dev.sightline.bench;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.Batcher;
import dev.sightline.frame.SourceException;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Measures the detect topology on a frames topic that is full, exactly once, with the broker in this process, and what it is
 * made of: the engine alone and the decoding of the pictures alone.
 *
 * @param engine how to measure the engine
 * @param frames in the topic, ≥ 10
 * @param clock the time of the frames
 */
public record PipelineBench(EngineBench engine, int frames, InstantSource clock) {
    /** Measures and prints. */
    public void print(ModelSettings model, BatchSettings batch, StreamSettings stream, Path folder, PrintWriter out)
            throws IOException, SourceException, InterruptedException, ExecutionException {
        var alone = engine.run(model);
        Street street = Street.load();
        Run decoding;
        Run pipeline;
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
                var detector = SsdDetector.open(model);
                var batcher = new Batcher(detector, batch, PipelineMetrics.NONE)) {
            var bench = new DecodingBench(street, detector.inputSize(), stream.detectThreads());
            bench.run(frames);
            decoding = bench.run(frames);
            var kafka = new KafkaSettings(broker.bootstrapServers(), stream);
            var topic = new FilledTopic(kafka, detector, batcher, street, frames, clock);
            topic.run();
            pipeline = topic.run();
        }
        out.printf(
                Locale.ROOT,
                "%s, batches of %d, %d at the same time, %d stream threads, %d frames of %s, %d kB%n",
                alone.engine(),
                alone.batch(),
                alone.contexts(),
                stream.detectThreads(),
                frames,
                street.size(),
                street.meanBytes() / 1000);
        out.printf(Locale.ROOT, "engine alone        %10.1f images/s%n", alone.imagesPerSecond());
        out.printf(
                Locale.ROOT,
                "decoding alone      %10.1f frames/s, %.2f ms of CPU a frame%n",
                decoding.framesPerSecond(),
                decoding.cpuMillis());
        out.printf(
                Locale.ROOT,
                "pipeline            %10.1f frames/s, %.2f ms of CPU a frame%n",
                pipeline.framesPerSecond(),
                pipeline.cpuMillis());
        out.printf(Locale.ROOT, "pipeline / engine   %10.2f%n", pipeline.framesPerSecond() / alone.imagesPerSecond());
        out.flush();
    }
}
