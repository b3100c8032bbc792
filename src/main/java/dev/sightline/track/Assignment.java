package dev.sightline.track;

import java.util.Arrays;

/**
 * Optimal assignment of rows to columns: the Hungarian method with shortest augmenting paths (Jonker and Volgenant: A
 * shortest augmenting path algorithm for dense and sparse linear assignment problems, Computing 38, 1987). Takes
 * O(rows² · columns) steps when there are no more rows than columns.
 */
final class Assignment {
    private Assignment() {}

    /**
     * Pairs rows with columns, each at most once, so that the sum of their weights is the largest.
     *
     * @param weights finite, ≥ 0, shape (rows, columns); 0 forbids a pair
     * @return the column of each row, or -1 for a row that stays alone
     */
    static int[] maximize(double[][] weights) {
        int rows = weights.length;
        int columns = rows == 0 ? 0 : weights[0].length;
        if (rows <= columns) {
            return withoutForbidden(weights, columnOfRow(weights, columns));
        }
        double[][] transposed = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = weights[i][j];
            }
        }
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, -1);
        int[] rowOfColumn = columnOfRow(transposed, rows);
        for (int j = 0; j < columns; j++) {
            columnOfRow[rowOfColumn[j]] = j;
        }
        return withoutForbidden(weights, columnOfRow);
    }

    private static int[] withoutForbidden(double[][] weights, int[] columnOfRow) {
        for (int i = 0; i < columnOfRow.length; i++) {
            if (columnOfRow[i] >= 0 && weights[i][columnOfRow[i]] <= 0) {
                columnOfRow[i] = -1;
            }
        }
        return columnOfRow;
    }

    /** Gives every row a column; there are at least as many columns as rows. Column 0 of the arrays is the start. */
    private static int[] columnOfRow(double[][] weights, int columns) {
        double[] rowPrice = new double[weights.length + 1];
        double[] columnPrice = new double[columns + 1];
        int[] rowOfColumn = new int[columns + 1];
        for (int row = 1; row <= weights.length; row++) {
            rowOfColumn[0] = row;
            augment(weights, rowPrice, columnPrice, rowOfColumn);
        }
        int[] columnOfRow = new int[weights.length];
        for (int column = 1; column <= columns; column++) {
            if (rowOfColumn[column] > 0) {
                columnOfRow[rowOfColumn[column] - 1] = column - 1;
            }
        }
        return columnOfRow;
    }

    /** Finds the cheapest path from the new row to a free column, by Dijkstra over reduced costs, and flips it. */
    private static void augment(double[][] weights, double[] rowPrice, double[] columnPrice, int[] rowOfColumn) {
        int columns = columnPrice.length - 1;
        double[] distance = new double[columns + 1];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int[] previous = new int[columns + 1];
        boolean[] done = new boolean[columns + 1];
        int column = 0;
        while (rowOfColumn[column] != 0) {
            done[column] = true;
            int row = rowOfColumn[column];
            int nearest = -1;
            for (int j = 1; j <= columns; j++) {
                if (done[j]) {
                    continue;
                }
                double cost = -weights[row - 1][j - 1] - rowPrice[row] - columnPrice[j];
                if (cost < distance[j]) {
                    distance[j] = cost;
                    previous[j] = column;
                }
                if (nearest < 0 || distance[j] < distance[nearest]) {
                    nearest = j;
                }
            }
            double step = distance[nearest];
            for (int j = 0; j <= columns; j++) {
                if (done[j]) {
                    rowPrice[rowOfColumn[j]] += step;
                    columnPrice[j] -= step;
                } else {
                    distance[j] -= step;
                }
            }
            column = nearest;
        }
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[previous[column]];
            column = previous[column];
        }
    }
}
