package nnp4j.optimize;

/**
 * A step length by the weak Wolfe conditions, bracketed (Lewis, Overton, Math. Program. 141, 135 (2013),
 * doi:10.1007/s10107-012-0514-2), its trials from cubic interpolation. Where the change of the energy is lost in rounding, its
 * slopes decide (approximate Wolfe conditions: Hager, Zhang, SIAM J. Optim. 16, 170 (2005), doi:10.1137/030601880).
 */
final class LineSearch {
    /** Part of the expected decrease that must be had, and of the slope that must be gone. */
    private static final double DECREASE = 1e-4;

    private static final double SLOPE = 0.9;
    /** Relative change of the energy that may be rounding, of a network in single precision too. */
    private static final double ROUNDING = 1e-8;

    private static final int TRIALS = 25;

    private LineSearch() {}

    /**
     * A point along a direction that goes down.
     *
     * @param longest step length, in units of the direction, that must not be exceeded
     * @return the accepted point; null if no trial is good enough
     */
    static Point from(Surface surface, Point start, double[] direction, double first, double longest) {
        double slope = Point.dot(start.slope, direction);
        double low = 0;
        double lowEnergy = start.energy;
        double lowSlope = slope;
        double high = Double.POSITIVE_INFINITY;
        double trial = Math.min(first, longest);
        for (int k = 0; k < TRIALS; k++) {
            Point point = surface.along(start, direction, trial);
            boolean usable = point != null && point.isFinite();
            double end = usable ? Point.dot(point.slope, direction) : Double.NaN;
            if (!usable || !descends(start, slope, point, end, trial)) {
                high = trial;
                trial = usable ? between(low, lowEnergy, lowSlope, high, point.energy, end) : (low + high) / 2;
            } else if (end < SLOPE * slope && trial < longest) {
                low = trial;
                lowEnergy = point.energy;
                lowSlope = end;
                trial = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : Math.min(3 * trial, longest);
            } else {
                return point;
            }
        }
        return null;
    }

    private static boolean descends(Point start, double slope, Point point, double end, double length) {
        if (point.energy <= start.energy + DECREASE * length * slope) return true;
        double rounding = ROUNDING * Math.max(1, Math.abs(start.energy));
        return point.energy <= start.energy + rounding && end <= (2 * DECREASE - 1) * slope;
    }

    /** The minimum of the cubic through two energies and slopes, kept off the ends. */
    private static double between(double a, double fa, double da, double b, double fb, double db) {
        double d1 = da + db - 3 * (fb - fa) / (b - a);
        double root = d1 * d1 - da * db;
        double middle = (a + b) / 2;
        if (!(root >= 0)) return middle;
        double d2 = Math.sqrt(root);
        double at = b - (b - a) * (db + d2 - d1) / (db - da + 2 * d2);
        double margin = 0.1 * (b - a);
        return at > a + margin && at < b - margin ? at : middle;
    }
}
