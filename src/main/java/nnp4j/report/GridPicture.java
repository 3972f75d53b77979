package nnp4j.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A search for hyperparameters: each run is a point, its error on a logarithmic scale against one of them; runs that differ
 * only in that one are joined by a line, lines are coloured by group, the winner is marked.
 *
 * @param title first line
 * @param subtitle second line: data, number of runs
 * @param xLabel the hyperparameter, for example learning rate
 * @param logarithmic whether its axis is logarithmic
 * @param yLabel quantity and unit of the error
 * @param x the hyperparameter of each run
 * @param errors validation error of each run; what is not positive and finite counts as a run that failed
 * @param groups name of each run's colour, for example 2 x 32
 * @param lines what else each run was given, for example batch 32, tanh; runs of one group and one such text are joined
 * @param winner index of the chosen run
 * @param winnerName what stands beside it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record GridPicture(
        String title,
        String subtitle,
        String xLabel,
        boolean logarithmic,
        String yLabel,
        double[] x,
        double[] errors,
        String[] groups,
        String[] lines,
        int winner,
        String winnerName) {

    /**
     * Draws the search.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no run, lengths differ, a hyperparameter has no place on its axis or
     *     the winner is not a run with a positive finite error
     */
    public Picture draw() {
        if (x.length == 0) throw new IllegalArgumentException("search picture: expected at least one run, found none");
        expect("errors", errors.length, x.length);
        expect("groups", groups.length, x.length);
        expect("lines", lines.length, x.length);
        Arrays.stream(x).filter(value -> !hasPlace(value)).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("search picture: expected a finite " + (logarithmic ? "positive " : "")
                    + xLabel + ", found " + value);
        });
        if (winner < 0 || winner >= x.length || !isShown(winner))
            throw new IllegalArgumentException(
                    "search picture: expected the index of a run with a positive finite error as the winner, found "
                            + winner);
        return new GridDrawing(this).picture();
    }

    private boolean hasPlace(double value) {
        return logarithmic ? LogAxis.canShow(value) : Double.isFinite(value);
    }

    boolean isShown(int run) {
        return LogAxis.canShow(errors[run]);
    }

    /** The runs that have an error to be seen. */
    int[] shown() {
        return IntStream.range(0, x.length).filter(this::isShown).toArray();
    }

    private static void expect(String what, int found, int expected) {
        if (found != expected)
            throw new IllegalArgumentException(
                    "search picture: expected " + expected + " " + what + ", found " + found);
    }
}
