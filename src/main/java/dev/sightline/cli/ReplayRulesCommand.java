package dev.sightline.cli;

import dev.sightline.alert.Rule;
import dev.sightline.app.Recording;
import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.replay.Comparison;
import dev.sightline.replay.Question;
import dev.sightline.replay.ReplayFiles;
import dev.sightline.replay.ReplayTable;
import dev.sightline.replay.RuleReplay;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TimeRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks rules about the past. */
@Command(
        name = "rules",
        description = {
            "Says what rules would have done in the past.",
            "The rule engine is told again what was recorded, as fast as it can be read, and its alerts are compared with those",
            "that were raised live. Nothing is written to any topic."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReplayRulesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordingOptions recording;

    @Option(
            names = "--rules",
            required = true,
            paramLabel = "FILE",
            description = "The YAML file with the rules, their cameras and zones.")
    private Path rules;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            converter = MomentConverter.class,
            description = "The beginning, such as 2026-05-04T10:00 (local time), 2026-05-04T10:00Z or 2026-05-04.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = MomentConverter.class,
            description = "The end (default: now).")
    private @Nullable Instant to;

    @Option(names = "--camera", paramLabel = "ID", description = "Only this camera; may be repeated.")
    private List<String> cameras = List.of();

    @Option(
            names = "--lead-in",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "For how long before --from rules are asked already, so that they know what they would have"
                    + " known: at least the longest time that a rule speaks of (default: 1h).")
    private Duration leadIn = Duration.ofHours(1);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes rules.csv, alerts.jsonl and timeline.png into this folder.")
    private @Nullable Path out;

    @Option(
            names = "--fail-on-change",
            description =
                    "Ends with 1 if any alert is new or gone; the same event by another version of a rule is neither.")
    private boolean failOnChange;

    @Override
    public Integer call() throws Exception {
        SightlineConfig asked = new ConfigReader(System.getenv()).read(rules);
        TimeRange range = range();
        List<Rule> chosen = chosen(asked);
        try (CtrlC ctrlC = CtrlC.listen();
                Recording recorded = Recording.open(recording.config(asked))) {
            var question = new Question(recorded.kafka(), chosen, profile(asked), range, leadIn, Set.copyOf(cameras));
            Optional<Comparison> answer = ask(question, ctrlC);
            return answer.isPresent() ? tell(answer.get(), recorded.kafka()) : ExitCode.SOFTWARE;
        }
    }

    /** The profile that is on until one is switched on. */
    private static String profile(SightlineConfig config) {
        return config.profiles().isEmpty() ? "" : config.profiles().get(0);
    }

    private TimeRange range() {
        try {
            return new TimeRange(from, to == null ? Instant.now() : to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Rule> chosen(SightlineConfig asked) throws ConfigException {
        Set<String> known = asked.cameras().stream().map(camera -> camera.id()).collect(Collectors.toSet());
        for (String camera : cameras) {
            if (!known.contains(camera)) {
                throw new ParameterException(
                        spec.commandLine(), "there is no camera '" + camera + "' in " + rules + "; correct --camera");
            }
        }
        return asked.rules().stream()
                .filter(rule -> cameras.isEmpty() || cameras.contains(rule.camera()))
                .toList();
    }

    private Optional<Comparison> ask(Question question, CtrlC ctrlC) throws InterruptedException {
        Progress progress = Progress.on(spec.commandLine().getErr());
        try {
            return new RuleReplay(question, new RuleReplay.Audience() {
                        @Override
                        public void progress(long done, long total) {
                            progress.show(done, total);
                        }

                        @Override
                        public boolean stopped() {
                            return ctrlC.pressed();
                        }
                    })
                    .run(Runtime.getRuntime().availableProcessors());
        } finally {
            progress.clear();
        }
    }

    private int tell(Comparison comparison, KafkaSettings kafka) throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        console.print(ReplayTable.write(comparison));
        if (out != null) {
            List<Path> files = ReplayFiles.write(comparison, kafka.topics().alerts(), out);
            console.println("-> " + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        console.flush();
        return failOnChange && comparison.isChanged() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
