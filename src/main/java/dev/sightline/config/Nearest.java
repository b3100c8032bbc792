package dev.sightline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Says which word was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** "did you mean 'x'?" if one of the known words is near, and else all of them; "known here: a, b". */
    public static String hint(String word, Collection<String> known) {
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

    /**
     * The number of characters to insert, delete or change, or of neighbours to swap, to make one of the other: the
     * optimal string alignment of Damerau (1964).
     */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
