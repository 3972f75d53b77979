package nnp4j.features;

import java.util.Arrays;

/** Values of functions of the angle over arrays of cosines, and their slopes with respect to the cosine. One thread only. */
final class AngularValues {
    private double[] squares = {};
    private double[] angles = {};
    /** One over the sine; 0 where the neighbours are in line, where by symmetry nothing pushes them out of it. */
    private double[] inverseSines = {};

    /**
     * Fills one array a shape.
     *
     * @param slopes null where they are not needed
     */
    void evaluate(AngularShape[] shapes, int count, double[] cosines, double[][] values, double[][] slopes) {
        boolean angled = false;
        for (int s = 0; s < shapes.length; s++) {
            double[] slope = slopes == null ? null : slopes[s];
            if (shapes[s] instanceof AngularShape.Sector sector) {
                if (!angled) findAngles(count, cosines);
                angled = true;
                sector(sector, count, values[s], slope);
            } else if (shapes[s] instanceof AngularShape.Power power && power.zeta() == (int) power.zeta()) {
                power(power.lambda(), (int) power.zeta(), count, cosines, values[s], slope);
            } else {
                each(shapes[s], count, cosines, values[s], slope);
            }
        }
    }

    private void findAngles(int count, double[] cosines) {
        if (angles.length < count) {
            angles = new double[2 * count];
            inverseSines = new double[2 * count];
        }
        for (int p = 0; p < count; p++) {
            double sine = Math.sqrt((1 - cosines[p]) * (1 + cosines[p]));
            angles[p] = Math.acos(cosines[p]);
            inverseSines[p] = sine < AngularShape.Sector.LEAST_SINE ? 0 : 1 / sine;
        }
    }

    private void sector(AngularShape.Sector sector, int count, double[] values, double[] slopes) {
        CompactPolynomial polynomial = sector.polynomial();
        double middle = sector.middle();
        double scale = 1 / sector.halfWidth();
        for (int p = 0; p < count; p++) values[p] = polynomial.value(Math.abs(angles[p] - middle) * scale);
        if (slopes == null) return;
        for (int p = 0; p < count; p++) {
            double offset = angles[p] - middle;
            double slope = polynomial.slope(Math.abs(offset) * scale) * scale * inverseSines[p];
            slopes[p] = offset > 0 ? -slope : slope;
        }
    }

    private static void each(AngularShape shape, int count, double[] cosines, double[] values, double[] slopes) {
        for (int p = 0; p < count; p++) values[p] = shape.value(cosines[p]);
        if (slopes != null) for (int p = 0; p < count; p++) slopes[p] = shape.slope(cosines[p]);
    }

    /** 2 b^zeta with b = (1 + lambda cos)/2, by squaring. */
    private void power(double lambda, int zeta, int count, double[] cosines, double[] values, double[] slopes) {
        if (squares.length < count) squares = new double[2 * count];
        double[] b = squares;
        for (int p = 0; p < count; p++) b[p] = 0.5 + 0.5 * lambda * cosines[p];
        for (int p = 0; p < count; p++) values[p] = 2 * b[p];
        if (slopes == null) {
            multiply(count, values, b, zeta - 1);
            return;
        }
        Arrays.fill(slopes, 0, count, 1);
        multiply(count, slopes, b, zeta - 1);
        for (int p = 0; p < count; p++) values[p] *= slopes[p];
        double factor = zeta * lambda;
        for (int p = 0; p < count; p++) slopes[p] *= factor;
    }

    /** Multiplies with b to a power; changes b. */
    private static void multiply(int count, double[] product, double[] b, int exponent) {
        for (int e = exponent; e > 0; e >>= 1) {
            if ((e & 1) != 0) for (int p = 0; p < count; p++) product[p] *= b[p];
            if (e > 1) for (int p = 0; p < count; p++) b[p] *= b[p];
        }
    }
}
