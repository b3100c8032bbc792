package dev.sightline.detect;

import java.util.List;

/**
 * The words for a model's classes.
 *
 * @param words the word of each class by its index; index 0 is the background; an empty word marks an index that the
 *     model does not use
 */
public record Labels(List<String> words) {
    /** The most characters of a word; who keeps words in a state can count on it. */
    public static final int LONGEST = 100;

    /** Checks that there is at least one class besides the background. */
    public Labels {
        words = words.stream().map(String::strip).toList();
        if (words.size() < 2) {
            throw new IllegalArgumentException("labels need a background and at least one class");
        }
        words.forEach(Labels::check);
    }

    static void check(String word) {
        if (word.length() > LONGEST) {
            throw new IllegalArgumentException("a label has at most " + LONGEST + " characters, not " + word.length()
                    + ": " + word.substring(0, LONGEST) + "…");
        }
    }

    /** How many classes the model scores, the background and unused ones included. */
    public int size() {
        return words.size();
    }

    /** Whether {@code classIndex} stands for a class of objects. */
    public boolean isUsed(int classIndex) {
        return classIndex > 0
                && classIndex < words.size()
                && !words.get(classIndex).isEmpty();
    }

    /** How many classes stand for objects. */
    public int usedCount() {
        return (int) words.stream().skip(1).filter(word -> !word.isEmpty()).count();
    }

    /** The word of a class, {@code classIndex} from 0 to {@code size() - 1}. */
    public String word(int classIndex) {
        return words.get(classIndex);
    }

    /** Whether some class has this word. */
    public boolean contains(String word) {
        int index = words.indexOf(word);
        return isUsed(index);
    }
}
