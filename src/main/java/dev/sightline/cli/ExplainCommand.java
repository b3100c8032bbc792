package dev.sightline.cli;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.Rule;
import dev.sightline.app.AlertPictures;
import dev.sightline.app.Recording;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.BadImageException;
import dev.sightline.replay.Hindsight;
import dev.sightline.replay.Question;
import dev.sightline.stream.AlertSearch;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.NamedRecords;
import dev.sightline.stream.NoRecordException;
import dev.sightline.stream.TimeRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why an alert was raised. */
@Command(
        name = "explain",
        description = {
            "Says why an alert was raised, and why others were not.",
            "Names the rule, frame, detections and tracks, each with the place of its record, and what became of each part",
            "of the rule's condition; then what other objects and the camera's other rules lacked."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordingOptions recording;

    @Parameters(paramLabel = "ALERT_ID", description = "The alert's id, as in the topic, the log or a message.")
    private String id;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "The YAML file with the rules (default: that of --config).")
    private @Nullable Path rules;

    @Option(
            names = "--around",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "For how long before and after the alert to look at other objects and rules (default: 5m).")
    private Duration around = Duration.ofMinutes(5);

    @Option(
            names = "--lead-in",
            paramLabel = "D",
            converter = DurationConverter.class,
            description =
                    "For how long before that the rules are told already what happened, so that they know what they would have known"
                            + " (default: 1h).")
    private Duration leadIn = Duration.ofHours(1);

    @Option(names = "--picture", paramLabel = "FILE", description = "Writes the picture with its boxes, as JPEG.")
    private @Nullable Path picture;

    @Override
    public Integer call() throws Exception {
        if (around.isZero() || around.isNegative()) {
            throw new ParameterException(spec.commandLine(), "--around is above 0, not " + around);
        }
        SightlineConfig named = rules == null ? SightlineConfig.DEFAULT : new ConfigReader(System.getenv()).read(rules);
        SightlineConfig recorded = recording.config(named);
        try (CtrlC ctrlC = CtrlC.listen();
                Recording opened = Recording.open(recorded);
                NamedRecords records = new NamedRecords(opened.kafka())) {
            AlertSearch.Found found = AlertSearch.find(opened.kafka(), id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no alert " + id + " in "
                            + opened.kafka().topics().alerts().name()
                            + "; check the id, the prefix, and whether it is older than alerts are kept"));
            explain(found, rules == null ? recorded : named, opened.kafka(), records, ctrlC);
            if (picture != null) {
                write(found.alert(), records, picture);
            }
            return ExitCode.OK;
        }
    }

    private void explain(
            AlertSearch.Found found, SightlineConfig today, KafkaSettings kafka, NamedRecords records, CtrlC ctrlC) {
        Alert alert = found.alert();
        List<Rule> asked = today.rules().stream()
                .filter(one -> one.camera().equals(alert.camera()))
                .toList();
        Optional<Rule> rule =
                asked.stream().filter(one -> one.id().equals(alert.rule())).findFirst();
        PrintWriter out = spec.commandLine().getOut();
        var text = new ExplainedAlert(out, alert);
        text.chain(found.place(), rule, records);
        out.flush();
        if (!asked.isEmpty()) {
            var range = new TimeRange(alert.at().minus(around), alert.at().plus(around));
            var question = new Question(kafka, asked, profile(today), range, leadIn, Set.of(alert.camera()));
            text.hindsight(Hindsight.of(question, alert, ctrlC::pressed));
            out.flush();
        }
    }

    /** The profile that is on until one is switched on. */
    private static String profile(SightlineConfig config) {
        return config.profiles().isEmpty() ? "" : config.profiles().get(0);
    }

    /** What was kept at the time, or else the frame, drawn now. */
    private void write(Alert alert, NamedRecords records, Path file)
            throws IOException, NoRecordException, BadImageException {
        ByteBuffer kept =
                records.evidence(alert, Duration.ZERO).map(AlertEvidence::jpeg).orElse(null);
        ByteBuffer jpeg = kept != null ? kept : new AlertPictures().draw(records.frame(alert), alert);
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.duplicate().get(bytes);
        Files.write(file, bytes);
        spec.commandLine().getOut().println("-> " + file);
    }
}
