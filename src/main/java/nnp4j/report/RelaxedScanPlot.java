package nnp4j.report;

import java.util.Arrays;

/**
 * The picture of a scan that relaxed the other coordinates at each point: the energies on the way forward, on the way back
 * (dashed, so that a difference shows), and without relaxation (grey). Points that failed are red crosses at the lower edge.
 * The energy axis is that of the relaxed points; the unrelaxed curve is cut off where it leaves twice their range.
 *
 * @param title first line
 * @param subtitle second line: potential, number of points
 * @param xLabel quantity and unit; one that ends in ° has ticks at round angles
 * @param yLabel quantity and unit, with the zero's name
 * @param x values of the coordinate, all rising or all falling
 * @param forward energies, as many; what is not finite is a gap here and below
 * @param backward energies of the way back at the same x, or empty
 * @param rigid energies without relaxation, or empty
 * @param failed which points failed, as many
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record RelaxedScanPlot(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        double[] x,
        double[] forward,
        double[] backward,
        double[] rigid,
        boolean[] failed) {

    /**
     * Draws the scan.
     *
     * @return the picture
     * @throws IllegalArgumentException if lengths differ, coordinates are not in order or no relaxed energy is finite
     */
    public Picture draw() {
        expect("energies", forward.length);
        if (backward.length > 0) expect("energies of the way back", backward.length);
        if (rigid.length > 0) expect("unrelaxed energies", rigid.length);
        expect("failed flags", failed.length);
        if (Arrays.stream(forward).noneMatch(Double::isFinite)
                && Arrays.stream(backward).noneMatch(Double::isFinite))
            throw new IllegalArgumentException("relaxed scan picture: expected at least one finite energy, found none");
        for (int k = 0; k < x.length; k++)
            if (!Double.isFinite(x[k]) || (k > 0 && !(x[1] > x[0] ? x[k] > x[k - 1] : x[k] < x[k - 1])))
                throw new IllegalArgumentException(
                        "relaxed scan picture: expected rising or falling coordinates, found " + x[k] + " at index " + k
                                + (k > 0 ? " after " + x[k - 1] : ""));
        return new RelaxedScanDrawing(this).picture();
    }

    private void expect(String what, int found) {
        if (found != x.length)
            throw new IllegalArgumentException(
                    "relaxed scan picture: expected " + x.length + " " + what + ", found " + found);
    }
}
