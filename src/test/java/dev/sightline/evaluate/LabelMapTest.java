package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelMapTest {
    private static ScoredBox box(String label, double score, double left) {
        return new ScoredBox(label, score, new PixelBox(left, 0, left + 10, 10));
    }

    private static List<ScoredBox> mapped(Map<String, Set<String>> words, Set<String> labels, ScoredBox... boxes) {
        return new LabelMap(words)
                .apply(new ScoredImages(Map.of("1", List.of(boxes))), labels)
                .images()
                .getOrDefault("1", List.of());
    }

    @Test
    void keepsOnlyTheBestOfSeveralWordsAtOnePlace() {
        assertThat(mapped(
                        Map.of("raccoon", Set.of("dog", "cat")),
                        Set.of("raccoon"),
                        box("dog", 0.5, 0),
                        box("cat", 0.9, 1),
                        box("cat", 0.4, 50),
                        box("car", 0.3, 50)))
                .containsExactly(box("raccoon", 0.9, 1), box("raccoon", 0.4, 50), box("car", 0.3, 50));
    }

    @Test
    void keepsDuplicatesOfOneWord() {
        assertThat(mapped(Map.of("raccoon", Set.of("dog")), Set.of("raccoon"), box("dog", 0.5, 0), box("dog", 0.4, 0)))
                .hasSize(2);
    }

    @Test
    void knowsWordsThatAreWrittenOtherwise() {
        assertThat(mapped(
                        Map.of(),
                        Set.of("traffic light", "Dog", "dog"),
                        box("traffic_light", 0.9, 0),
                        box("Dog", 0.5, 0)))
                .containsExactly(box("traffic light", 0.9, 0), box("Dog", 0.5, 0));
    }

    @Test
    void mapsALabelToOtherWordsOnly() {
        assertThat(mapped(Map.of("dog", Set.of("wolf")), Set.of("dog"), box("wolf", 0.9, 0), box("dog", 0.5, 0)))
                .containsExactly(box("dog", 0.9, 0));
    }

    @Test
    void leavesAWordToItsOwnLabel() {
        assertThat(mapped(Map.of("raccoon", Set.of("dog")), Set.of("raccoon", "dog", "Dog"), box("dog", 0.9, 0)))
                .extracting(ScoredBox::label)
                .containsExactlyInAnyOrder("raccoon", "dog");
    }

    @Test
    void mayCountOneWordForTwoLabels() {
        assertThat(mapped(
                        Map.of("man", Set.of("person"), "woman", Set.of("person")),
                        Set.of("man", "woman"),
                        box("person", 0.9, 0)))
                .extracting(ScoredBox::label)
                .containsExactlyInAnyOrder("man", "woman");
    }
}
