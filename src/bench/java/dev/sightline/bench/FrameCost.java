package dev.sightline.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What one frame costs.
 *
 * @param cpuMillis what each process works for it, in milliseconds of one core
 * @param residentBytes the memory of each process
 * @param bytes what becomes of it in each topic, in bytes as stored and sent, with what transactions add
 */
record FrameCost(Map<Part, Double> cpuMillis, Map<Part, Double> residentBytes, Map<String, Double> bytes) {
    /** Topics of the broker and the topologies themselves. */
    static final String INTERNAL = "internal";

    /** What is a process of its own. */
    enum Part {
        INGEST,
        DETECT,
        ANALYZE,
        BROKER
    }

    /** Copies the maps. */
    FrameCost {
        cpuMillis = Map.copyOf(cpuMillis);
        residentBytes = Map.copyOf(residentBytes);
        bytes = Map.copyOf(bytes);
    }

    double cpuMillis(Part part) {
        return cpuMillis.getOrDefault(part, 0.0);
    }

    double bytes(String topic) {
        return bytes.getOrDefault(topic, 0.0);
    }

    /** What all topics but these have of it. */
    double bytesBeside(String... topics) {
        return bytes.values().stream().mapToDouble(each -> each).sum()
                - Arrays.stream(topics).mapToDouble(this::bytes).sum();
    }

    /** Prints the figures as the rows of a Markdown table. */
    void print(PrintStream out) {
        out.println("| process | CPU a frame | memory |");
        for (Part part : Part.values()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f ms | %.0f MB |%n",
                    part.name().toLowerCase(Locale.ROOT),
                    cpuMillis(part),
                    residentBytes.getOrDefault(part, 0.0) / 1e6);
        }
        out.println("| topic | bytes a frame |");
        bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(topic -> out.printf(Locale.ROOT, "| %s | %.0f |%n", topic.getKey(), topic.getValue()));
    }
}
