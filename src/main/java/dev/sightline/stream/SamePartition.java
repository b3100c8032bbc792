package dev.sightline.stream;

import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Keeps a camera in the partition of its frames, in every topic. */
final class SamePartition {
    private SamePartition() {}

    static <V> StreamPartitioner<byte[], V> of(ToIntFunction<V> partition) {
        return (topic, key, value, partitions) -> Optional.of(Set.of(partition.applyAsInt(value) % partitions));
    }
}
