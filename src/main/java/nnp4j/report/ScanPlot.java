package nnp4j.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The picture of a one-dimensional scan: the curve, its minimum, the dissociation limit; reference points and, in a panel of
 * their own, how far the curve is from them; grey where the potential extrapolates. All energies are in one unit, relative to
 * a zero that the label names.
 *
 * @param title first line
 * @param subtitle second line: potential, level of theory, number of points
 * @param xLabel quantity and unit
 * @param yLabel quantity and unit, with the zero's name
 * @param x values of the coordinate, in order
 * @param y energies; what is not finite is a gap
 * @param extrapolated which points lie outside the range seen in training; empty for none
 * @param limit energy of the separated atoms, if the picture is to show it
 * @param referenceX coordinate of reference points; empty for none
 * @param referenceY their energies
 * @param residual potential less reference at these points
 * @param residualLabel quantity and unit of the residual panel
 * @param minimumX coordinate of the true minimum, if known better than by the points
 * @param minimumY its energy
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ScanPlot(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        double[] x,
        double[] y,
        boolean[] extrapolated,
        OptionalDouble limit,
        double[] referenceX,
        double[] referenceY,
        double[] residual,
        String residualLabel,
        OptionalDouble minimumX,
        OptionalDouble minimumY) {

    /**
     * Draws the scan.
     *
     * @return the picture
     * @throws IllegalArgumentException if no energy is finite, a coordinate is not, or lengths differ
     */
    public Picture draw() {
        return draw(new double[0]);
    }

    /**
     * Draws the scan with a band of two standard deviations around the curve.
     *
     * @param sigma one standard deviation at each point, in the unit of the energies; empty for no band; what is not
     *     finite is a gap
     * @return the picture
     * @throws IllegalArgumentException if no energy is finite, a coordinate is not, or lengths differ
     */
    public Picture draw(double[] sigma) {
        expect("energies", y.length, x.length);
        if (extrapolated.length > 0) expect("extrapolated flags", extrapolated.length, x.length);
        if (sigma.length > 0) expect("standard deviations", sigma.length, x.length);
        expect("reference energies", referenceY.length, referenceX.length);
        expect("residuals", residual.length, referenceX.length);
        if (!Arrays.stream(x).allMatch(Double::isFinite))
            throw new IllegalArgumentException("scan picture: expected finite coordinates, found one that is not");
        if (Arrays.stream(y).noneMatch(Double::isFinite))
            throw new IllegalArgumentException("scan picture: expected at least one finite energy, found none");
        return new ScanDrawing(this, sigma).picture();
    }

    private static void expect(String what, int found, int expected) {
        if (found != expected)
            throw new IllegalArgumentException("scan picture: expected " + expected + " " + what + ", found " + found);
    }
}
