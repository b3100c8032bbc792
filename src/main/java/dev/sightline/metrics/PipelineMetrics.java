package dev.sightline.metrics;

import java.time.Duration;

/**
 * What the pipeline counts. For every camera two sums hold at rest: received = corrupt + dropped + produced, and
 * produced = detected + skipped + dead-lettered. Implementations are safe for use by several threads.
 */
public interface PipelineMetrics {
    /** Counts nothing. */
    PipelineMetrics NONE = new PipelineMetrics() {};

    /** A picture arrived from the camera. */
    default void frameReceived(String camera) {}

    /** A picture arrived damaged and was left out. */
    default void frameCorrupt(String camera) {}

    /** A picture was left out, for a reason such as {@code sampling} or {@code undelivered}. */
    default void frameDropped(String camera, String reason) {}

    /** A frame was stored in Kafka. */
    default void frameProduced(String camera) {}

    /** A frame's detections were emitted; {@code age} is the time since it was received. */
    default void frameDetected(String camera, Duration age) {}

    /** A frame was passed over unseen, for a reason such as {@code too-old}. */
    default void frameSkipped(String camera, String reason) {}

    /** A frame could not be processed. */
    default void frameDeadLettered(String camera, String reason) {}

    /** A batch went through the engine; {@code size} ≥ 1. */
    default void batchInferred(int size, Duration duration) {}

    /** Whether there is a detector for frames; while its engine is being prepared there is none. */
    default void detectorReady(boolean ready) {}

    /** The engine had not enough memory for a batch, which is looked at in halves from then on. */
    default void batchHalved() {}

    /** A GPU does nothing more for this process; {@code gpu} is its number. */
    default void gpuLost(int gpu) {}

    /** How much of a GPU is in use at present. */
    default void gpuUsed(GpuUse use) {}

    /** It is not known any more how much of the GPUs is in use. */
    default void gpusUnknown() {}

    /** A camera's state changed; {@code connected} is whether pictures arrive. */
    default void cameraConnected(String camera, boolean connected) {}

    /**
     * The pictures of a camera began or ceased to look wrong.
     *
     * @param kind what is wrong with them, such as {@code frozen}
     */
    default void cameraTampered(String camera, String kind, boolean present) {}

    /** Detections of one frame were left out because of an object mask; {@code count} ≥ 1. */
    default void detectionsMasked(String camera, int count) {}

    /** A native grabber that did not come back was left behind. */
    default void grabberAbandoned(String camera) {}

    /** Alerts emitted by a rule. */
    default void alertRaised(String camera, String rule) {}

    /**
     * The evidence of an alert was stored.
     *
     * @param picture {@code drawn}, or why there is none, such as {@code gone}
     */
    default void evidenceStored(String picture) {}

    /** Evidence could not be stored and will be tried again. */
    default void evidenceRetried() {}

    /** A changed file with rules was read; {@code accepted} is whether its rules count from now on. */
    default void rulesReloaded(boolean accepted) {}

    /** How far a consumer group is behind, in records, over all partitions of {@code topic}. */
    default void consumerLag(String group, String topic, long records) {}

    /** A sink has delivered an alert. */
    default void sinkDelivered(String sink) {}

    /** A sink could not deliver an alert and will try again. */
    default void sinkRetried(String sink) {}

    /** A sink has given an alert up. */
    default void sinkDeadLettered(String sink) {}

    /** For how long the oldest alert of a sink has been waiting, zero when none is. */
    default void sinkLag(String sink, Duration lag) {}

    /** A step of a followed frame ended, and is to be told. */
    default void stepEnded() {}

    /** That many ended steps were told; {@code accepted} is whether the one who was told took them. */
    default void stepsTold(int count, boolean accepted) {}
}
