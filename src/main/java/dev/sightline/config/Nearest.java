package dev.sightline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Says which word was probably meant. */
final class Nearest {
    private Nearest() {}

    /** "did you mean 'x'?" if one of the known words is near, and else all of them; "known here: a, b". */
    static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none";
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .orElseThrow();
        boolean near = distance(lower, nearest.toLowerCase(Locale.ROOT)) <= Math.max(1, nearest.length() / 3);
        return near ? "did you mean '" + nearest + "'?" : "known here: " + String.join(", ", known);
    }

    /** The number of characters to insert, delete or change to make one of the other (Levenshtein 1966). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
