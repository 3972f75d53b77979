package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nnp4j.geometry.Geometry;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Whether forces agree with energies. From one frame to its nearest neighbour the energy changes by minus the mean force times
 * the step (the trapezoidal rule, good to the third order of the step). Where frames lie too far apart for that, a sum of pair
 * functions is fitted to the forces alone, and the energies that it gives are compared with the reference.
 */
public final class ForceCheck {
    private static final int MOST_FRAMES = 1500;
    private static final int MOST_FITTED = 400;
    /** Fewer pairs say nothing. */
    private static final int LEAST_PAIRS = 10;
    /** Beyond this correlation energies follow the work of the forces. */
    private static final double CLEAR = 0.8;
    /** Slopes are found to about this part. */
    private static final double SLOPE_ERROR = 0.15;

    /** Work of the forces and change of the energy between two frames. */
    private record Pair(int first, int second, double work, double change) {}

    private final String verdict;
    private final boolean consistent;

    private ForceCheck(String verdict, boolean consistent) {
        this.verdict = verdict;
        this.consistent = consistent;
    }

    /**
     * Compares forces with energies.
     *
     * @param data frames with forces
     * @return the verdict
     * @throws IllegalArgumentException if there are no forces
     */
    public static ForceCheck of(DataSet data) {
        if (!data.hasForces()) throw new IllegalArgumentException("force check: expected forces, found none");
        List<Pair> pairs = pairs(data);
        pairs.sort(Comparator.comparingDouble(p -> Math.abs(p.work)));
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Pair p : pairs) {
            xx += p.work * p.work;
            xy += p.work * p.change;
            yy += p.change * p.change;
        }
        if (pairs.size() < LEAST_PAIRS || xx == 0 || yy == 0)
            return new ForceCheck("forces were not compared with the energies: too few frames of one molecule", true);
        double correlation = xy / Math.sqrt(xx * yy);
        double slope = robustSlope(pairs);
        String numbers = String.format(
                Locale.ROOT,
                "energy changes are %.3f times minus the work of the forces (correlation %.3f, %d pairs of near frames)",
                slope,
                correlation,
                pairs.size());
        if (Math.abs(correlation) < CLEAR) return byFit(data);
        if (Math.abs(slope - 1) < SLOPE_ERROR)
            return new ForceCheck("forces agree with the energies: " + numbers, true);
        return new ForceCheck(
                "forces contradict the energies: " + numbers + cause(slope) + "; worst frames " + worst(data, pairs),
                false);
    }

    /** Energies of pair functions that were fitted to the forces, against the reference energies. */
    private static ForceCheck byFit(DataSet data) {
        if (!data.oneMolecule() || data.size() < LEAST_PAIRS)
            return new ForceCheck("forces could not be compared with the energies: frames lie too far apart", true);
        int[] frames = new int[Math.min(MOST_FITTED, data.size())];
        Arrays.setAll(frames, k -> (int) ((long) data.size() * k / frames.length));
        SimpleRegression line = new SimpleRegression();
        double[] integrated = PairFunctions.energies(data, frames);
        for (int k = 0; k < frames.length; k++) line.addData(integrated[k], data.energy(frames[k]));
        String numbers = String.format(
                Locale.ROOT,
                "energies are %.3f times those of pair functions fitted to the forces (correlation %.3f, %d frames)",
                line.getSlope(),
                line.getR(),
                frames.length);
        if (!(Math.abs(line.getR()) >= CLEAR))
            return new ForceCheck("forces could not be compared with the energies: " + numbers, true);
        if (Math.abs(line.getSlope() - 1) < SLOPE_ERROR)
            return new ForceCheck("forces agree with the energies: " + numbers, true);
        return new ForceCheck("forces contradict the energies: " + numbers + cause(line.getSlope()), false);
    }

    /** The median ratio, weighted by the work. */
    private static double robustSlope(List<Pair> pairs) {
        List<Pair> sorted = new ArrayList<>(pairs);
        sorted.removeIf(p -> p.work == 0);
        sorted.sort(Comparator.comparingDouble(p -> p.change / p.work));
        double half = sorted.stream().mapToDouble(p -> Math.abs(p.work)).sum() / 2;
        double sum = 0;
        for (Pair p : sorted) {
            sum += Math.abs(p.work);
            if (sum >= half) return p.change / p.work;
        }
        return Double.NaN;
    }

    private static List<Pair> pairs(DataSet data) {
        int stride = Math.max(1, data.size() / MOST_FRAMES);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i + stride < data.size(); i += stride) {
            int best = -1;
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < data.size(); j += stride) {
                if (i == j || !sameAtoms(data, i, j)) continue;
                double d = squaredDistance(data.geometry(i), data.geometry(j), nearest);
                if (d < nearest) {
                    nearest = d;
                    best = j;
                }
            }
            if (best >= 0) pairs.add(pair(data, i, best));
        }
        return pairs;
    }

    private static boolean sameAtoms(DataSet data, int i, int j) {
        return data.geometry(i).atomCount() == data.geometry(j).atomCount()
                && Arrays.equals(
                        data.geometry(i).atomicNumbers(), data.geometry(j).atomicNumbers());
    }

    private static double squaredDistance(Geometry a, Geometry b, double limit) {
        double[] x = a.toArray();
        double[] y = b.toArray();
        double sum = 0;
        for (int k = 0; k < x.length && sum < limit; k++) sum += (x[k] - y[k]) * (x[k] - y[k]);
        return sum;
    }

    private static Pair pair(DataSet data, int i, int j) {
        double[] x = data.geometry(i).toArray();
        double[] y = data.geometry(j).toArray();
        double[] f = data.forces(i);
        double[] g = data.forces(j);
        double work = 0;
        for (int k = 0; k < x.length; k++) work -= 0.5 * (f[k] + g[k]) * (y[k] - x[k]);
        return new Pair(i, j, work, data.energy(j) - data.energy(i));
    }

    private static String cause(double slope) {
        if (Math.abs(slope + 1) < SLOPE_ERROR) return "; the sign is wrong: they are gradients (--gradients)";
        for (EnergyUnit energy : EnergyUnit.values())
            for (EnergyUnit other : EnergyUnit.values())
                for (LengthUnit length : LengthUnit.values()) {
                    double ratio = energy.ev() / other.ev() * length.angstrom();
                    if (Math.abs(ratio - 1) > SLOPE_ERROR && Math.abs(slope / ratio - 1) < SLOPE_ERROR / 2)
                        return String.format(
                                Locale.ROOT,
                                "; %.4g would be energies in %s with forces in %s/%s (--force-unit)",
                                ratio,
                                energy,
                                other,
                                length.symbol());
                }
        return "";
    }

    private static String worst(DataSet data, List<Pair> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingDouble(p -> -Math.abs(p.change - p.work)))
                .limit(3)
                .map(p -> data.number(p.first) + "-" + data.number(p.second))
                .collect(Collectors.joining(", "));
    }

    /**
     * The answer.
     *
     * @return one line
     */
    public String verdict() {
        return verdict;
    }

    /**
     * Whether nothing speaks against the forces.
     *
     * @return false if they contradict the energies
     */
    public boolean consistent() {
        return consistent;
    }
}
