package dev.sightline.track;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Pairs of rows and columns that may belong together. They fall apart into groups that have nothing to do with each
 * other, mostly small ones, and the best assignment is sought in each by itself; used once.
 */
final class Pairs {
    private record Pair(int other, double weight) {}

    private final List<List<Pair>> ofRow = new ArrayList<>();
    private final List<List<Pair>> ofColumn = new ArrayList<>();

    Pairs(int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            ofRow.add(new ArrayList<>());
        }
        for (int j = 0; j < columns; j++) {
            ofColumn.add(new ArrayList<>());
        }
    }

    /** Allows a pair, with a finite weight above 0; once for each pair. */
    void add(int row, int column, double weight) {
        ofRow.get(row).add(new Pair(column, weight));
        ofColumn.get(column).add(new Pair(row, weight));
    }

    /** The column of each row so that the sum of the weights is the largest, or -1 for a row that stays alone. */
    int[] columnOfRow() {
        int[] columnOfRow = new int[ofRow.size()];
        Arrays.fill(columnOfRow, -1);
        int[] place = new int[ofColumn.size()];
        Arrays.fill(place, -1);
        boolean[] done = new boolean[columnOfRow.length];
        for (int row = 0; row < done.length; row++) {
            if (!done[row] && !ofRow.get(row).isEmpty()) {
                assign(row, done, place, columnOfRow);
            }
        }
        return columnOfRow;
    }

    private void assign(int first, boolean[] done, int[] place, int[] columnOfRow) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        collect(first, done, place, rows, columns);
        double[][] weights = new double[rows.size()][columns.size()];
        for (int i = 0; i < weights.length; i++) {
            for (Pair pair : ofRow.get(rows.get(i))) {
                weights[i][place[pair.other]] = pair.weight;
            }
        }
        int[] best = Assignment.maximize(weights);
        for (int i = 0; i < best.length; i++) {
            columnOfRow[rows.get(i)] = best[i] < 0 ? -1 : columns.get(best[i]);
        }
    }

    /** Everything that hangs together with a row. */
    private void collect(int first, boolean[] done, int[] place, List<Integer> rows, List<Integer> columns) {
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        done[first] = true;
        while (!open.isEmpty()) {
            int row = open.remove();
            rows.add(row);
            for (Pair pair : ofRow.get(row)) {
                if (place[pair.other] < 0) {
                    place[pair.other] = columns.size();
                    columns.add(pair.other);
                    for (Pair back : ofColumn.get(pair.other)) {
                        if (!done[back.other]) {
                            done[back.other] = true;
                            open.add(back.other);
                        }
                    }
                }
            }
        }
    }
}
