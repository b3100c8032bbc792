package dev.sightline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SightlineCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = SightlineCommand.line();

    @AfterEach
    void forgetTheLogLevel() {
        System.clearProperty(Verbosity.LOG_LEVEL);
        System.clearProperty(Verbosity.LOG_FORMAT);
    }

    @Test
    void writesItsLogAsJsonWhenAsked() throws Exception {
        assertThat(run("check", "config", "x", "--log-format", "json")).isEqualTo(1);
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(requireNonNull(SightlineCommand.class.getResource("/logback.xml")));
        var appender =
                (ConsoleAppender<?>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
        assertThat(appender.getEncoder()).isInstanceOf(JsonEncoder.class);
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekc config x | sightline: Unmatched arguments from index 0: 'chekc', 'config', 'x'; did you mean 'check'?",
                "check | sightline: Missing required subcommand; see 'sightline check --help'",
                "check config | sightline: Missing required parameter: 'FILE'; see 'sightline check config --help'",
                "check config --colour x | sightline: Unknown option: '--colour'; see 'sightline check config --help'",
                "check config x rtsp://u:hunter2@h/ | sightline: Unmatched argument at index 3: 'rtsp://…@h/'; see 'sightline check config --help'"
            })
    void exitsWithTwoAndOneLineOnWrongArguments(String arguments, String expected) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(expected);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("sightline ");
    }

    @Test
    void saysWhatAValidConfigurationHolds() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.yaml"),
                "cameras:\n- {id: a, url: rtsp://h/, zones: [{name: z, points: [[0, 0], [1, 0], [1, 1]]}]}\n");
        assertThat(run("check", "config", file.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("config " + file + " is valid: 1 camera, 1 zone, 0 lines, 0 rules");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysRulesInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), """
                timeZone: UTC
                profiles: [home, away]
                cameras:
                  - id: a
                    url: rtsp://h/
                    zones: [{name: z, points: [[0, 0], [1, 0], [1, 1]]}]
                    lines: [{name: gate, points: [[0, 0], [1, 0]]}]
                  - {id: b, url: rtsp://h/, zones: [{name: z, points: [[0, 0], [1, 0], [0, 1]]}]}
                schedules: [{name: nights, windows: [Mon-Fri 22:00-06:00]}]
                rules:
                  - {id: one, cameras: all, presence: {zone: z}, for: 2s, schedule: nights, profiles: [away]}
                  - {id: two, camera: a, crossing: {line: gate, direction: in}, cooldownPer: object, limit: {alerts: 5}}
                  - id: three
                    cameras: [a, b]
                    severity: info
                    cooldown: 0s
                    all: [presence: {labels: [dog], anchor: center}, not: {near: {labels: [cat], nearer: 1.5, longer: 90s}}]
                    escalate: [{after: 1m, severity: critical}]
                """);
        assertThat(run("check", "config", file.toString())).as(err.toString()).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "  one on all cameras: warning when person in z for 2 s; Mon-Fri 22:00-06:00 UTC, in profile away;"
                                + " one alert in 30 s",
                        "  two on a: warning when person crosses gate in; always; one alert in 30 s for each object, 5 in 1 h",
                        "  three on all cameras: info when dog's center in the picture and not person in the picture nearer"
                                + " than 1.5 box heights to cat for 1 min 30 s; always; critical after 1 min");
    }

    @Test
    void exitsWithOneAndALineForEachErrorOfAConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "web:\n  prot: 1\ncameras: 5\n");
        assertThat(run("check", "config", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "sightline: " + file + ":2: web.prot: is not a key; did you mean 'port'?",
                        "sightline: " + file + ":3: cameras: must be a list, not a text");
        assertThat(out.toString()).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IllegalStateException("a is wrong; change b"), "a is wrong; change b"),
                Arguments.of(
                        new NoSuchFileException("a.mp4"), "a.mp4: there is no such file or folder; correct the path"),
                Arguments.of(
                        new UncheckedIOException(new AccessDeniedException("/root")),
                        "/root: access is denied; change its permissions or name another"),
                Arguments.of(
                        new ExecutionException(new IOException("cannot open rtsp://u:hun@ter2@h/x")),
                        "cannot open rtsp://…@h/x"),
                Arguments.of(
                        new NullPointerException(),
                        "it failed with NullPointerException; run it again with --verbose to see where"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void exitsWithOneAndOneLineOnAFailure(Exception failure, String expected) {
        line.addSubcommand(new Failing(failure));
        assertThat(run("fail")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("sightline: " + expected);
    }

    @Test
    void showsWhereAFailureCameFromWhenAskedTo() {
        line.addSubcommand(new Failing(new IOException("lost rtsp://u:hunter2@h/x")));
        assertThat(run("fail", "--verbose")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("sightline: lost rtsp://…@h/x")
                .contains("at dev.sightline.cli.SightlineCommandTest")
                .doesNotContain("hunter2");
        assertThat(System.getProperty("sightline.log")).isEqualTo("DEBUG");
    }

    private int run(String... arguments) {
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
