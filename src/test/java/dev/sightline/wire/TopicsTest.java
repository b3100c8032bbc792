package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsTest {
    private static final Topics TOPICS = new Topics("sightline");

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(TOPICS.frames(), Samples.frame()),
                arguments(TOPICS.detections(), Samples.detections()),
                arguments(TOPICS.detections(), Samples.skipped()),
                arguments(TOPICS.tracks(), Samples.ended()),
                arguments(TOPICS.alerts(), Samples.alert()),
                arguments(TOPICS.evidence(), Samples.evidence()),
                arguments(TOPICS.cameras(), Samples.status()),
                arguments(TOPICS.deadLetters(), Samples.deadLetter()));
    }

    @ParameterizedTest
    @MethodSource("values")
    <V> void readsWhatItWrote(Topic<V> topic, V value) {
        assertThat(topic.decode(topic.encode(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    <V> void beginsWithTheMarkerOfSingleObjects(Topic<V> topic, V value) {
        assertThat(topic.encode(value)).startsWith(0xC3, 0x01);
    }

    @ParameterizedTest
    @MethodSource("values")
    <V> void refusesDamageWithOneKindOfExceptionOnly(Topic<V> topic, V value) {
        byte[] whole = topic.encode(value);
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                topic.decode(damaged);
            } catch (WireException e) {
                assertThat(e).hasMessageMatching("(?s).{5,}");
            }
        }
    }

    @Test
    void saysWhatIsWrongWithStrangeBytes() {
        Topic<?> topic = TOPICS.frames();
        assertThatThrownBy(() -> topic.decode("{\"json\": true}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("not an Avro single object");
        assertThatThrownBy(() -> topic.decode(TOPICS.alerts().encode(Samples.alert())))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("unknown schema");
    }

    @Test
    void printsARecordAsOneLineOfJson() {
        assertThat(JsonLine.of(TOPICS.frames(), TOPICS.frames().encode(Samples.frame())))
                .isEqualTo("{\"camera\":\"gate\",\"epoch\":1777000000000,\"sequence\":42,"
                        + "\"capturedAt\":\"2026-05-04T10:11:12.043456Z\",\"receivedAt\":\"2026-05-04T10:11:12.123456Z\","
                        + "\"sourceWidth\":1920,\"sourceHeight\":1080,\"width\":960,\"height\":540,\"jpegBytes\":3}");
        assertThat(JsonLine.of(TOPICS.detections(), TOPICS.detections().encode(Samples.detections())))
                .contains("\"capturedAt\":null", "\"label\":\"traffic light\"", "\"box\":{\"left\":0.25,")
                .doesNotContain("\n");
    }
}
