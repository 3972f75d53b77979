package nnp4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Learning curves: test error against training-set size, both logarithmic, with all repeats, their median and range, and
 * a fitted power law.
 *
 * @param title first line
 * @param subtitle second line: data, network, number of repeats
 * @param yLabel quantity and unit of the error
 * @param series one or more curves, at most as many as there are colours: seven
 * @param level an error to be reached, as a line across, in the same unit; empty for none
 * @param levelLabel what it is, for example 1 kcal/mol
 */
public record LearningCurvePlot(
        String title, String subtitle, String yLabel, List<Series> series, OptionalDouble level, String levelLabel) {

    /**
     * One curve; its fitted error at a size N is prefactor x N^exponent.
     *
     * @param name a few words
     * @param sizes training-set size of each repeat, in any order
     * @param errors test error of each repeat; what is not positive and finite is left out
     * @param exponent of the fit, negative where more data help; not a number for no fit
     * @param prefactor of the fit, in the unit of the errors
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Series(String name, int[] sizes, double[] errors, double exponent, double prefactor) {
        boolean isFitted() {
            return Double.isFinite(exponent) && LogAxis.canShow(prefactor);
        }

        /** The different sizes at which there is an error to be seen, in rising order. */
        int[] distinctSizes() {
            return Arrays.stream(sizes)
                    .filter(size -> size > 0 && errorsAt(size).length > 0)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        /** The errors at a size that can be seen, in rising order. */
        double[] errorsAt(int size) {
            double[] found = new double[sizes.length];
            int used = 0;
            for (int k = 0; k < sizes.length; k++)
                if (sizes[k] == size && LogAxis.canShow(errors[k])) found[used++] = errors[k];
            Arrays.sort(found, 0, used);
            return Arrays.copyOf(found, used);
        }
    }

    /**
     * Takes a copy of the list.
     *
     * @param title first line
     * @param subtitle second line: data, network, number of repeats
     * @param yLabel quantity and unit of the error
     * @param series one or more curves, at most as many as there are colours: seven
     * @param level an error to be reached, as a line across, in the same unit; empty for none
     * @param levelLabel what it is, for example 1 kcal/mol
     */
    public LearningCurvePlot {
        series = List.copyOf(series);
    }

    /**
     * Draws the curves.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no series or there are more than seven, one has no positive finite
     *     error, lengths differ, or the level is not positive
     */
    public Picture draw() {
        if (series.isEmpty() || series.size() > Palette.size())
            throw new IllegalArgumentException(
                    "learning-curve picture: expected 1 to " + Palette.size() + " series, found " + series.size());
        for (Series one : series) {
            if (one.sizes.length != one.errors.length)
                throw new IllegalArgumentException("learning-curve picture: series " + one.name + ": expected "
                        + one.sizes.length + " errors, found " + one.errors.length);
            if (one.distinctSizes().length == 0)
                throw new IllegalArgumentException("learning-curve picture: series " + one.name
                        + ": expected at least one positive finite error, found none");
        }
        if (level.isPresent() && !LogAxis.canShow(level.getAsDouble()))
            throw new IllegalArgumentException(
                    "learning-curve picture: expected a positive level, found " + level.getAsDouble());
        return new LearningCurveDrawing(this).picture();
    }
}
