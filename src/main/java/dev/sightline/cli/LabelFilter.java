package dev.sightline.cli;

import dev.sightline.config.Nearest;
import dev.sightline.detect.Labels;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
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
        check("--label", wanted, known, IllegalArgumentException::new);
        Set<String> forms = wanted.stream().map(LabelFilter::form).collect(Collectors.toSet());
        return label -> forms.contains(form(label));
    }

    /** Throws what {@code failure} makes of a message if a label is none of the model's. */
    static void check(
            String option,
            Collection<String> wanted,
            List<String> known,
            Function<String, ? extends RuntimeException> failure) {
        Set<String> forms = known.stream().map(LabelFilter::form).collect(Collectors.toSet());
        for (String label : wanted) {
            if (!forms.contains(form(label))) {
                throw failure.apply(option + ": the model has no '" + label + "'; " + Nearest.hint(label, known));
            }
        }
    }

    private static String form(String label) {
        return label.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
