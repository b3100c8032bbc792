package dev.sightline.cli;

import dev.sightline.evaluate.CurvePicture;
import dev.sightline.evaluate.EvaluationReport;
import dev.sightline.evaluate.ReportJson;
import dev.sightline.evaluate.ReportMarkdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where reports go.
 *
 * @param folder for files, or null for the console only
 */
record ReportOutput(PrintWriter console, @Nullable Path folder) {
    void write(EvaluationReport report) throws IOException {
        String text = ReportMarkdown.write(report);
        console.print(text);
        console.flush();
        if (folder != null) {
            Files.createDirectories(folder);
            Path markdown = folder.resolve("evaluation.md");
            Path json = folder.resolve("evaluation.json");
            Path curves = folder.resolve("precision-recall.png");
            Files.writeString(markdown, text);
            Files.writeString(json, ReportJson.write(report));
            CurvePicture.write(report, curves);
            console.println("-> " + markdown + ", " + json + ", " + curves);
        }
        console.flush();
    }
}
