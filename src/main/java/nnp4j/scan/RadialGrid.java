package nnp4j.scan;

/**
 * Equidistant points.
 *
 * @param from angstrom, first point
 * @param step angstrom
 * @param count number of points
 */
record RadialGrid(double from, double step, int count) {
    /** More would take minutes: the diagonalization grows with the cube. */
    static final int MOST = 1000;

    /** Points a half wave at the limit; 1 would be Nyquist's bound, from where convergence is exponential. */
    private static final double POINTS = 1.8;

    /** Points from 0 to r_e at least, for wells so shallow that the wall is steeper than the shortest wave. */
    private static final double WALL_POINTS = 12;

    /** Where a wave has faded by exp(-9), cutting it off changes its energy by exp(-18). */
    private static final double FADE = 9;

    /** A wall at which a wave has not faded by this much would show in the third digit. */
    private static final double LEAST_FADE = 3.5;

    /** The outer end is made for a level bound by this part of the well; weaker bound ones lose accuracy. */
    private static final double BOUND = 1e-3;

    /**
     * The grid for the levels of a well.
     *
     * @param curve with the centrifugal term
     * @param re angstrom, inside the well
     * @param limit eV, above which levels are not wanted
     * @param depth eV, of the limit above the minimum
     * @param unit hbar^2/(2 mu), eV angstrom^2
     */
    static RadialGrid around(EffectiveCurve curve, double re, double limit, double depth, double unit) {
        double step = Math.min(Math.PI / (POINTS * Math.sqrt(depth / unit)), re / WALL_POINTS);
        int inside = inside(curve, re, limit, unit, step);
        int outside = outside(curve, re, limit - BOUND * depth, unit, step);
        return new RadialGrid(re - inside * step, step, inside + outside + 1);
    }

    double to() {
        return from + (count - 1) * step;
    }

    RadialGrid coarser() {
        double longer = 1.2 * step;
        return new RadialGrid(from, longer, (int) Math.ceil((0.9 * to() + 0.1 * from - from) / longer) + 1);
    }

    /** Steps inwards until the wave has faded, short of r = 0 and of where the wall ends or has no finite energy. */
    private static int inside(EffectiveCurve curve, double re, double limit, double unit, double step) {
        double faded = 0;
        double last = curve.energy(re);
        int n = 0;
        while (faded < FADE && re - (n + 1) * step > 0) {
            double energy = curve.energy(re - (n + 1) * step);
            boolean falls = energy < last && last > limit;
            if (!Double.isFinite(energy) || falls) break;
            n++;
            faded += step * Math.sqrt(Math.max(0, energy - limit) / unit);
            last = energy;
        }
        if (faded < LEAST_FADE)
            throw new ScanException("diatomic: expected a wall inside the well, it ends at " + (re - n * step)
                    + " angstrom with " + last + " eV, the limit is " + limit + " eV");
        return n;
    }

    private static int outside(EffectiveCurve curve, double re, double energy, double unit, double step) {
        double faded = 0;
        int n = 0;
        while (faded < FADE) {
            n++;
            if (n > MOST)
                throw new ScanException("diatomic: the levels need more than " + MOST + " points of " + step
                        + " angstrom, or the curve does not come up to the limit: its energy at " + (re + n * step)
                        + " angstrom is " + curve.energy(re + n * step) + " eV, expected above " + energy + " eV");
            faded += step * Math.sqrt(Math.max(0, curve.energy(re + n * step) - energy) / unit);
        }
        return n;
    }
}
