package dev.sightline.app;

import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.wire.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that is committed to one topic, from its first record on. */
final class TopicRecords<V> implements AutoCloseable {
    private final List<V> values = new CopyOnWriteArrayList<>();
    private final TopicTail tail;

    TopicRecords(KafkaSettings kafka, Topic<V> topic) {
        tail = TopicTail.start(kafka, List.of(Subscription.to(topic, Integer.MAX_VALUE, values::add)));
    }

    List<V> values() {
        return values;
    }

    @Override
    public void close() {
        tail.close();
    }
}
