package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.Alert;
import dev.sightline.json.JsonText;
import dev.sightline.wire.JsonLine;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertFieldsTest {
    static List<Alert> alerts() {
        return List.of(Alerts.saying("a \"quoted\"\nmessage"), Alerts.bare());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void areThoseOfTheTopic(Alert alert) throws Exception {
        Topic<Alert> topic = new Topics("sightline").alerts();
        Map<?, ?> ofTopic = parse(JsonLine.of(topic, topic.encode(alert)));
        Map<?, ?> ours = parse(AlertFields.json(alert));
        assertThat(ours).isEqualTo(ofTopic);
        assertThat(new ArrayList<>(ours.keySet())).isEqualTo(new ArrayList<>(ofTopic.keySet()));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void areOneLine(Alert alert) {
        assertThat(AlertFields.json(alert)).doesNotContain("\n");
    }

    private static Map<?, ?> parse(String json) throws Exception {
        return JsonText.parse("it", json.getBytes(StandardCharsets.UTF_8));
    }
}
