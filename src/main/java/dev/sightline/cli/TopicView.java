package dev.sightline.cli;

import dev.sightline.wire.JsonLine;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A topic, and how its records are shown.
 *
 * @param camera the id of a record's camera, empty when it is about all of them
 * @param line a record as a line for people
 */
record TopicView<V>(Topic<V> topic, Function<V, String> camera, Function<V, String> line) {
    /** What the topics are called on the command line. */
    enum Name {
        DETECTIONS,
        TRACKS,
        ALERTS,
        EVIDENCE,
        CAMERAS,
        CONTROL,
        FRAMES,
        DEAD_LETTERS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Reads them from the command line. */
        static final class Converter implements ITypeConverter<Name> {
            @Override
            public Name convert(String text) {
                return Arrays.stream(values())
                        .filter(name -> name.toString().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("there is no topic '" + text + "'; it is one of "
                                + Arrays.stream(values()).map(Name::toString).collect(Collectors.joining(", "))));
            }
        }
    }

    static TopicView<?> of(Name name, Topics topics) {
        return switch (name) {
            case DETECTIONS ->
                new TopicView<>(topics.detections(), record -> record.frame().camera(), ReadableLine::of);
            case TRACKS ->
                new TopicView<>(topics.tracks(), record -> record.frame().camera(), ReadableLine::of);
            case ALERTS -> new TopicView<>(topics.alerts(), record -> record.camera(), ReadableLine::of);
            case EVIDENCE -> new TopicView<>(topics.evidence(), record -> record.camera(), ReadableLine::of);
            case CAMERAS -> new TopicView<>(topics.cameras(), record -> record.camera(), ReadableLine::of);
            case CONTROL -> new TopicView<>(topics.controls(), record -> "", ReadableLine::of);
            case FRAMES ->
                new TopicView<>(topics.frames(), record -> record.id().camera(), ReadableLine::of);
            case DEAD_LETTERS -> new TopicView<>(topics.deadLetters(), ReadableLine::camera, ReadableLine::of);
        };
    }

    /**
     * A record's line, or nothing if it is of another camera than {@code wanted}.
     *
     * @param wanted a camera's id, or null for all
     */
    Optional<String> line(byte[] value, @Nullable String wanted, boolean json) {
        V record = topic.decode(value);
        String about = camera.apply(record);
        if (wanted != null && !about.isEmpty() && !wanted.equals(about)) {
            return Optional.empty();
        }
        return Optional.of(json ? JsonLine.of(topic, value) : line.apply(record));
    }
}
