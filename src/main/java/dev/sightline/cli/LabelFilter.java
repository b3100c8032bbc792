package dev.sightline.cli;

import dev.sightline.config.Nearest;
import dev.sightline.detect.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns the labels that a person asks for into a filter of the model's own ones. */
final class LabelFilter {
    private LabelFilter() {}

    /**
     * Whether a label is among {@code wanted}, or any at all if that is empty. Upper and lower case are the same, as
     * are {@code _} and a space.
     *
     * @throws IllegalArgumentException if the model does not know one of them
     */
    static Predicate<String> of(List<String> wanted, Labels labels) {
        if (wanted.isEmpty()) {
            return label -> true;
        }
        List<String> known = IntStream.range(0, labels.size())
                .filter(labels::isUsed)
                .mapToObj(labels::word)
                .distinct()
                .toList();
        Set<String> knownForms = known.stream().map(LabelFilter::form).collect(Collectors.toSet());
        for (String label : wanted) {
            if (!knownForms.contains(form(label))) {
                throw new IllegalArgumentException(
                        "--label: the model has no '" + label + "'; " + Nearest.hint(label, known));
            }
        }
        Set<String> forms = wanted.stream().map(LabelFilter::form).collect(Collectors.toSet());
        return label -> forms.contains(form(label));
    }

    private static String form(String label) {
        return label.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
