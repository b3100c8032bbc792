package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{severity}} {{rule}} at {{camera}}: {{message}} | CRITICAL lingering at gate: hello",
                "{{at}} | 2026-05-04T10:11:12.123456Z",
                "{{frame.offset}} of {{frame.topic}} | 1000042 of sightline.frames",
                "{{#objects}}{{label}} {{score}} {{box.left}}{{/objects}} | person 0.875 0.25",
                "{{values.count}}{{values.speed}} | 2.0",
                "{{#zone}}in {{.}}{{/zone}}{{^zone}}anywhere{{/zone}} | in doorway",
                "{{#suppressed}}{{suppressed}} more{{/suppressed}} | 3 more",
            })
    void fillsInFields(String template, String filled) {
        assertThat(AlertTemplate.of("body", template).fill(Alerts.saying("hello"), Escape.NONE))
                .isEqualTo(filled);
    }

    @Test
    void leavesOutWhatAnAlertDoesNotHave() {
        String template = "{{zone}}{{frame.offset}}{{#objects}}{{label}}{{/objects}}{{^objects}}nothing{{/objects}}";
        assertThat(AlertTemplate.of("body", template).fill(Alerts.bare(), Escape.NONE))
                .isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{message}}", "{{{message}}}", "{{&message}}", "{{=<% %>=}}<%& message %>"})
    void escapesWhicheverTagIsUsed(String tag) {
        assertThat(AlertTemplate.of("body", tag).fill(Alerts.saying("\"},\n{\""), Escape.JSON))
                .isEqualTo("\\\"},\\n{\\\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{PATH}}",
                "{{env.PATH}}",
                "{{System.getenv}}",
                "{{class}}",
                "{{camera.class}}",
                "{{camera.bytes}}",
                "{{camera.class.classLoader}}",
                "{{objects.class}}",
                "{{label}}",
                "{{frame.class}}",
                "{{#zone}}{{PATH}}{{/zone}}",
                "{{^zone}}{{PATH}}{{/zone}}",
                "{{#suppressed}}{{PATH}}{{/suppressed}}",
                "{{>/etc/passwd}}",
                "{{^zone}}{{>/etc/passwd}}{{/zone}}",
                "{{</etc/passwd}}{{/etc/passwd}}",
                "{{#objects}}",
            })
    void refusesWhatIsNoFieldOfAnAlert(String template) {
        assertThatThrownBy(() -> AlertTemplate.of("body", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("body ")
                .message()
                .doesNotContain("\n");
    }
}
