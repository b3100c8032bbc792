package dev.sightline.track;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Optimal assignment of rows to columns by shortest augmenting paths (Crouse: On implementing 2D rectangular assignment
 * algorithms, IEEE Transactions on Aerospace and Electronic Systems 52, 2016, algorithm of Jonker and Volgenant). Of
 * several best assignments it takes the one that SciPy's {@code linear_sum_assignment} takes. O(rows² · columns) steps
 * when there are no more rows than columns.
 */
public final class Assignment {
    private final double[][] costs;
    private final int columns;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] columnOfRow;
    private final int[] rowOfColumn;
    private final int[] previousRow;
    private final double[] distance;

    private Assignment(double[][] costs, int columns) {
        this.costs = costs;
        this.columns = columns;
        this.rowPrice = new double[costs.length];
        this.columnPrice = new double[columns];
        this.columnOfRow = filled(costs.length);
        this.rowOfColumn = filled(columns);
        this.previousRow = filled(columns);
        this.distance = new double[columns];
    }

    private static int[] filled(int length) {
        int[] none = new int[length];
        Arrays.fill(none, -1);
        return none;
    }

    /**
     * Pairs rows with columns, each at most once, so that the sum of their weights is the largest.
     *
     * @param weights finite, ≥ 0, shape (rows, columns); 0 forbids a pair
     * @return the column of each row, or -1 for a row that stays alone
     */
    public static int[] maximize(double[][] weights) {
        double[][] costs = Arrays.stream(weights)
                .map(row -> Arrays.stream(row).map(weight -> -weight).toArray())
                .toArray(double[][]::new);
        int[] columnOfRow = minimize(costs);
        for (int i = 0; i < columnOfRow.length; i++) {
            if (columnOfRow[i] >= 0 && weights[i][columnOfRow[i]] <= 0) {
                columnOfRow[i] = -1;
            }
        }
        return columnOfRow;
    }

    /**
     * Pairs as many rows with columns as there can be, each at most once, so that the sum of their costs is the least.
     *
     * @param costs finite, shape (rows, columns)
     * @return the column of each row, or -1 for a row that stays alone
     */
    public static int[] minimize(double[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows <= columns) {
            return new Assignment(costs, columns).solved();
        }
        double[][] transposed = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = costs[i][j];
            }
        }
        int[] columnOfRow = filled(rows);
        int[] rowOfColumn = new Assignment(transposed, rows).solved();
        for (int j = 0; j < columns; j++) {
            columnOfRow[rowOfColumn[j]] = j;
        }
        return columnOfRow;
    }

    /** Gives every row a column; there are at least as many columns as rows. */
    private int[] solved() {
        for (int row = 0; row < costs.length; row++) {
            augment(row);
        }
        return columnOfRow;
    }

    /** Finds the cheapest path from the new row to a free column, by Dijkstra over reduced costs, and flips it. */
    private void augment(int newRow) {
        int[] remaining = IntStream.range(0, columns).map(i -> columns - 1 - i).toArray();
        int left = columns;
        boolean[] rowDone = new boolean[costs.length];
        boolean[] columnDone = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        double length = 0;
        int row = newRow;
        int column = -1;
        while (row >= 0) {
            rowDone[row] = true;
            int nearest = nearest(row, length, remaining, left);
            column = remaining[nearest];
            length = distance[column];
            columnDone[column] = true;
            remaining[nearest] = remaining[--left];
            row = rowOfColumn[column];
        }
        reprice(newRow, length, rowDone, columnDone);
        flip(newRow, column);
    }

    /** Extends the paths by one from {@code row}; the place in {@code remaining} of the nearest column, free ones first. */
    private int nearest(int row, double length, int[] remaining, int left) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < left; i++) {
            int column = remaining[i];
            double reduced = length + costs[row][column] - rowPrice[row] - columnPrice[column];
            if (reduced < distance[column]) {
                distance[column] = reduced;
                previousRow[column] = row;
            }
            if (distance[column] < least || (distance[column] == least && rowOfColumn[column] < 0)) {
                least = distance[column];
                nearest = i;
            }
        }
        return nearest;
    }

    private void reprice(int newRow, double length, boolean[] rowDone, boolean[] columnDone) {
        for (int i = 0; i < costs.length; i++) {
            if (rowDone[i]) {
                rowPrice[i] += i == newRow ? length : length - distance[columnOfRow[i]];
            }
        }
        for (int j = 0; j < columns; j++) {
            if (columnDone[j]) {
                columnPrice[j] -= length - distance[j];
            }
        }
    }

    private void flip(int newRow, int freeColumn) {
        int column = freeColumn;
        int row;
        do {
            row = previousRow[column];
            rowOfColumn[column] = row;
            int next = columnOfRow[row];
            columnOfRow[row] = column;
            column = next;
        } while (row != newRow);
    }
}
