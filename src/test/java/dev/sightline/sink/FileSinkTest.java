package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.alert.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinkTest {
    private static final Alert ALERT = Alerts.saying("hello");
    private static final String LINE = AlertFields.json(ALERT);

    @TempDir
    Path data;

    @Test
    void appendsALineForEachAlert() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (AlertSink sink = FileTarget.of("out/alerts.jsonl").open(Alerts.around(data))) {
                sink.deliver(ALERT);
                sink.deliver(ALERT);
            }
        }
        assertThat(data.resolve("out/alerts.jsonl")).hasContent((LINE + "\n").repeat(4));
    }

    @Test
    void beginsANewFileWhenOneIsFull() throws Exception {
        Path file = data.resolve("alerts.jsonl");
        try (AlertSink sink = new FileSink(file, new FileTarget("alerts.jsonl", 1, 2, true), LINE.length() * 2L + 2)) {
            for (int i = 0; i < 9; i++) {
                sink.deliver(ALERT);
            }
        }
        assertThat(file).hasContent(LINE + "\n");
        assertThat(data.resolve("alerts.jsonl.1")).hasContent((LINE + "\n").repeat(2));
        assertThat(data.resolve("alerts.jsonl.2")).hasContent((LINE + "\n").repeat(2));
        assertThat(data.resolve("alerts.jsonl.3")).doesNotExist();
    }

    @Test
    void endsALineThatWasBrokenOff() throws Exception {
        Path file = Files.writeString(data.resolve("alerts.jsonl"), "{\"id\":\"01");
        try (AlertSink sink = FileTarget.of("alerts.jsonl").open(Alerts.around(data))) {
            sink.deliver(ALERT);
        }
        assertThat(file).hasContent("{\"id\":\"01\n" + LINE + "\n");
    }

    @Test
    void saysThatTheDiskIsFull() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        try (AlertSink sink = FileTarget.of("/dev/full").open(Alerts.around(data))) {
            assertThatThrownBy(() -> sink.deliver(ALERT))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageStartingWith("/dev/full cannot be written")
                    .hasMessageContaining("make room")
                    .hasFieldOrPropertyWithValue("refused", false);
        }
    }

    @Test
    void goesOnWhenTheCauseIsGone() throws Exception {
        Path blocked = Files.createFile(data.resolve("out"));
        try (AlertSink sink = FileTarget.of("out/alerts.jsonl").open(Alerts.around(data))) {
            assertThatThrownBy(() -> sink.deliver(ALERT)).isInstanceOf(DeliveryException.class);
            Files.delete(blocked);
            sink.deliver(ALERT);
        }
        assertThat(data.resolve("out/alerts.jsonl")).hasContent(LINE + "\n");
    }

    @Test
    void doesNotShareItsFile() throws Exception {
        FileTarget target = FileTarget.of("alerts.jsonl");
        try (AlertSink first = target.open(Alerts.around(data));
                AlertSink second = target.open(Alerts.around(data))) {
            first.deliver(ALERT);
            assertThatThrownBy(() -> second.deliver(ALERT)).hasMessageContaining("is written by another");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../alerts.jsonl", "a/../../b", "."})
    void staysBelowItsFolder(String path) {
        assertThatThrownBy(() -> FileTarget.of(path)).hasMessageContaining("below the data folder");
    }
}
