package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.wire.JsonLine;
import dev.sightline.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A comparison as files. */
public final class ReplayFiles {
    private ReplayFiles() {}

    /**
     * Writes {@code rules.csv}, {@code alerts.jsonl} and {@code timeline.png} into a folder, which is made if need be, and
     * names them.
     *
     * @param topic of alerts: their fields are named as in its schema
     */
    public static List<Path> write(Comparison comparison, Topic<Alert> topic, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path table = folder.resolve("rules.csv");
        Path alerts = folder.resolve("alerts.jsonl");
        Path timeline = folder.resolve("timeline.png");
        try (var out = Files.newBufferedWriter(table)) {
            out.write("rule,camera,alerts,perDay,same,alike,new,gone\n");
            for (Comparison.Row row : comparison.rows()) {
                out.write(csv(row));
            }
        }
        try (var out = Files.newBufferedWriter(alerts)) {
            for (Comparison.Compared each : comparison.alerts()) {
                out.write("{\"change\":\"" + each.change().name().toLowerCase(Locale.ROOT) + "\",\"alert\":"
                        + JsonLine.of(topic, topic.encode(each.alert())) + "}\n");
            }
        }
        TimelinePicture.write(comparison, timeline);
        return List.of(table, alerts, timeline);
    }

    private static String csv(Comparison.Row row) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%.2f,%d,%d,%d,%d%n",
                quoted(row.rule()),
                row.camera(),
                row.raised(),
                row.perDay(),
                row.same(),
                row.alike(),
                row.added(),
                row.gone());
    }

    /** As RFC 4180 has it. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9 ._-]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
