package dev.sightline.evaluate;

import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which words of a detector stand for which label of a dataset.
 *
 * @param words the detector's words for a label; a label that is not here stands for itself, where upper and lower case
 *     are the same, as are {@code _} and a space
 */
public record LabelMap(Map<String, Set<String>> words) {
    /** As SSD suppresses duplicates of one class (arXiv 1512.02325v5, section 3.7). */
    private static final double SAME_OBJECT = 0.45;

    /** Copies the map. */
    public LabelMap {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        words.forEach((label, each) -> copy.put(label, Set.copyOf(each)));
        words = Map.copyOf(copy);
    }

    /** Whether a detection of {@code word} is one of {@code label}. */
    public boolean matches(String label, String word) {
        Set<String> mapped = words.get(label);
        return mapped == null
                ? form(label).equals(form(word))
                : mapped.stream().anyMatch(each -> form(each).equals(form(word)));
    }

    /**
     * The detections in the words of the dataset; one whose word stands for none of its labels keeps it. Where several words
     * stand for one label, of boxes that overlap by more than 0.45 only the best stays.
     */
    public ScoredImages apply(ScoredImages detections, Set<String> labels) {
        Map<String, List<String>> meanings = new LinkedHashMap<>();
        return detections.map(boxes -> {
            List<ScoredBox> changed = new ArrayList<>();
            for (ScoredBox box : boxes) {
                for (String label : meanings.computeIfAbsent(box.label(), word -> meanings(word, labels))) {
                    changed.add(new ScoredBox(label, box.score(), box.box()));
                }
            }
            return withoutDuplicates(changed);
        });
    }

    /** A label whose own word is exactly this leaves none to labels that are only written alike. */
    private List<String> meanings(String word, Set<String> labels) {
        boolean exact = labels.contains(word);
        List<String> meanings = labels.stream()
                .filter(label -> matches(label, word))
                .filter(label -> !exact || words.containsKey(label) || label.equals(word))
                .toList();
        return meanings.isEmpty() && !exact ? List.of(word) : meanings;
    }

    private List<ScoredBox> withoutDuplicates(List<ScoredBox> boxes) {
        List<ScoredBox> best = new ArrayList<>(boxes);
        best.sort(Comparator.comparingDouble(ScoredBox::score).reversed());
        List<ScoredBox> kept = new ArrayList<>();
        for (ScoredBox box : best) {
            boolean merged = words.getOrDefault(box.label(), Set.of()).size() > 1;
            if (!merged
                    || kept.stream()
                            .noneMatch(better -> better.label().equals(box.label())
                                    && better.box().iou(box.box()) > SAME_OBJECT)) {
                kept.add(box);
            }
        }
        return kept;
    }

    private static String form(String label) {
        return label.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
