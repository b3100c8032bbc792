package dev.sightline.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How good detections are.
 *
 * @param protocol by which they were evaluated
 * @param images pictures with ground truth, empty ones included
 * @param measures the names of the average precisions
 * @param shown the measure whose curves are given
 * @param classes every label that has ground truth, by its name
 * @param notes what else a reader should know, a line each
 */
public record EvaluationReport(
        String protocol,
        int images,
        List<String> measures,
        String shown,
        List<ClassScore> classes,
        List<String> notes) {
    /** Copies the lists. */
    public EvaluationReport {
        measures = List.copyOf(measures);
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
    }

    /** The mean of a measure over the labels that have it, in [0, 1]; none when none has. */
    public OptionalDouble mean(String measure) {
        return classes.stream()
                .map(ClassScore::measures)
                .filter(measures -> measures.containsKey(measure))
                .mapToDouble(measures -> measures.getOrDefault(measure, 0.0))
                .average();
    }

    /** With more notes. */
    public EvaluationReport withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new EvaluationReport(protocol, images, measures, shown, classes, all);
    }
}
