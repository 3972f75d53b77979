package nnp4j.scan;

import java.util.Arrays;
import java.util.stream.IntStream;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.potential.Morse;
import org.apache.commons.math3.exception.MathRuntimeException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A Morse curve fitted to a bond scan by least squares: E(r) = offset + V(r), so the offset is the energy at infinity.
 *
 * @param morse the fitted curve
 * @param offset eV
 * @param rms root mean square of the deviations, eV, over the points of the fit
 * @param points how many points were fitted
 */
public record MorseFit(Morse morse, double offset, double rms, int points) {
    private static final int PARAMETERS = 4;

    /**
     * Fits the lower half of the well that a scan shows: the points around the minimum whose energy is nearer to the
     * minimum than to the lower one of the scan's two ends.
     *
     * @param scan of a bond
     * @return the fit
     * @throws IllegalArgumentException if the scan is not one of a bond
     * @throws ScanException if the scan has no minimum between its ends, fewer than 5 points in the well, or no Morse
     *     curve fits them
     */
    public static MorseFit of(ScanResult scan) {
        if (scan.coordinate().coordinate().kind() != Kind.BOND)
            throw new IllegalArgumentException("Morse fit: expected the scan of a bond, found " + scan.coordinate());
        int[] order = IntStream.range(0, scan.count())
                .filter(k -> !scan.failed(k))
                .boxed()
                .sorted((a, b) -> Double.compare(scan.value(a), scan.value(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] r = new double[order.length];
        double[] e = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            r[k] = scan.value(order[k]);
            e[k] = scan.energy(order[k]);
        }
        return ofWell(r, e, lowest(e));
    }

    private static int lowest(double[] e) {
        int lowest = 0;
        for (int k = 1; k < e.length; k++) if (e[k] < e[lowest]) lowest = k;
        if (lowest == 0 || lowest == e.length - 1)
            throw new ScanException("Morse fit: the scan has no minimum between its ends");
        return lowest;
    }

    private static MorseFit ofWell(double[] r, double[] e, int lowest) {
        double height = Math.min(e[0], e[e.length - 1]) - e[lowest];
        int first = lowest;
        int last = lowest;
        while (first > 0 && e[first - 1] - e[lowest] <= height / 2) first--;
        while (last < e.length - 1 && e[last + 1] - e[lowest] <= height / 2) last++;
        int count = last - first + 1;
        if (count <= PARAMETERS)
            throw new ScanException("Morse fit: expected at least " + (PARAMETERS + 1)
                    + " points in the lower half of the well, found " + count);
        double[] distances = Arrays.copyOfRange(r, first, last + 1);
        double[] target = Arrays.copyOfRange(e, first, last + 1);
        return solve(distances, target, guess(r, e, lowest, height));
    }

    /** ln D, ln a, r_e and offset, from the height of the well and the parabola through its lowest points. */
    private static double[] guess(double[] r, double[] e, int lowest, double height) {
        double left = (e[lowest] - e[lowest - 1]) / (r[lowest] - r[lowest - 1]);
        double right = (e[lowest + 1] - e[lowest]) / (r[lowest + 1] - r[lowest]);
        double curvature = 2 * (right - left) / (r[lowest + 1] - r[lowest - 1]);
        return new double[] {
            Math.log(height), Math.log(Math.sqrt(curvature / (2 * height))), r[lowest], e[lowest] + height
        };
    }

    private static MorseFit solve(double[] r, double[] target, double[] start) {
        try {
            Optimum optimum = new LevenbergMarquardtOptimizer()
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .target(target)
                            .model(p -> model(r, p))
                            .maxEvaluations(1000)
                            .maxIterations(1000)
                            .build());
            RealVector p = optimum.getPoint();
            Morse morse = new Morse(Math.exp(p.getEntry(0)), Math.exp(p.getEntry(1)), p.getEntry(2));
            return new MorseFit(morse, p.getEntry(3), optimum.getRMS(), r.length);
        } catch (MathRuntimeException | IllegalArgumentException e) {
            throw new ScanException("Morse fit: no Morse curve fits the " + r.length + " points of the well", e);
        }
    }

    private static Pair<RealVector, RealMatrix> model(double[] r, RealVector p) {
        double depth = Math.exp(p.getEntry(0));
        double width = Math.exp(p.getEntry(1));
        double[] values = new double[r.length];
        double[][] jacobian = new double[r.length][];
        for (int k = 0; k < r.length; k++) {
            double q = r[k] - p.getEntry(2);
            double y = Math.expm1(-width * q);
            values[k] = p.getEntry(3) + depth * (y * y - 1);
            double slope = -2 * width * depth * (y + 1) * y; // dV/dr
            jacobian[k] = new double[] {depth * (y * y - 1), slope * q, -slope, 1};
        }
        return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }
}
