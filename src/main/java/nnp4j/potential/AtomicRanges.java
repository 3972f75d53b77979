package nnp4j.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Element;

/** The ranges of a system's features, and how often they were left. One thread only. */
final class AtomicRanges {
    /** Rounding by which n2p2 lets a feature leave its range. */
    private static final double TOLERANCE = 2.2e-13;

    private final AtomicSystem system;
    private final AtomInputs inputs;
    /** Of the live features; empty where the range is not known. */
    private final double[][] lows;

    private final double[][] highs;
    /** Features that are zero at every geometry, outside the range there. */
    private final List<List<Integer>> dead = new ArrayList<>();

    private final int deadCount;
    private final Optional<Extrapolation> alwaysOutside;
    private final OutsideCounts counts;
    private long geometries;

    AtomicRanges(AtomicSystem system, AtomInputs inputs) {
        this.system = system;
        this.inputs = inputs;
        lows = new double[system.elementCount()][];
        highs = new double[system.elementCount()][];
        counts = new OutsideCounts(system.rowSize());
        int outside = 0;
        for (int e = 0; e < lows.length; e++) {
            FeatureRange range = range(e);
            int[] live = range == null ? new int[0] : system.live(e);
            lows[e] = new double[live.length];
            highs[e] = new double[live.length];
            for (int k = 0; k < live.length; k++) {
                lows[e][k] = range.low().get(live[k]);
                highs[e][k] = range.high().get(live[k]);
            }
            dead.add(range == null ? List.of() : deadOutside(range, live));
            outside += system.atomCount(e) * dead.get(e).size();
        }
        deadCount = outside;
        alwaysOutside = firstDead();
    }

    private FeatureRange range(int element) {
        return inputs.ranges().get(Element.symbol(system.element(element)));
    }

    private static List<Integer> deadOutside(FeatureRange range, int[] live) {
        boolean[] alive = new boolean[range.low().size()];
        for (int f : live) alive[f] = true;
        List<Integer> outside = new ArrayList<>();
        for (int f = 0; f < alive.length; f++)
            if (!alive[f] && !inside(0, range.low().get(f), range.high().get(f))) outside.add(f);
        return outside;
    }

    private static boolean inside(double value, double low, double high) {
        return value >= low - TOLERANCE && value <= high + TOLERANCE;
    }

    /** A geometry is about to be counted: its features that are always outside are. */
    void begin() {
        geometries++;
    }

    /** Counts an atom's live features outside their ranges; gives whether there was one. */
    boolean count(int atom, double[] rows, int from) {
        int kind = system.kind(atom);
        double[] low = lows[kind];
        double[] high = highs[kind];
        boolean any = false;
        for (int k = 0; k < low.length; k++) {
            if (inside(rows[from + k], low[k], high[k])) continue;
            any = true;
            counts.add(system.row(atom, 0, 1) + k, rows[from + k], low[k], high[k]);
        }
        return any;
    }

    /** All that was counted. */
    long total() {
        return counts.total() + geometries * deadCount;
    }

    /** How many features of an atom are outside, those that always are among them. */
    int outsideCount(int atom, double[] rows, int from) {
        int kind = system.kind(atom);
        int outside = dead.get(kind).size();
        for (int k = 0; k < lows[kind].length; k++)
            if (!inside(rows[from + k], lows[kind][k], highs[kind][k])) outside++;
        return outside;
    }

    /** The first feature that is outside at every geometry. */
    Optional<Extrapolation> alwaysOutside() {
        return alwaysOutside;
    }

    private Optional<Extrapolation> firstDead() {
        for (int e = 0; e < dead.size(); e++)
            if (!dead.get(e).isEmpty())
                return Optional.of(zero(system.atom(e, 0), dead.get(e).get(0)));
        return Optional.empty();
    }

    /** The first of an atom's live features outside its range. */
    Optional<Extrapolation> firstOutside(int atom, double[] rows, int from) {
        int kind = system.kind(atom);
        for (int k = 0; k < lows[kind].length; k++)
            if (!inside(rows[from + k], lows[kind][k], highs[kind][k]))
                return Optional.of(live(atom, k, rows[from + k]));
        return Optional.empty();
    }

    private Extrapolation live(int atom, int k, double value) {
        int kind = system.kind(atom);
        return new Extrapolation(name(atom, system.live(kind)[k]), value, lows[kind][k], highs[kind][k]);
    }

    private Extrapolation zero(int atom, int feature) {
        FeatureRange range = range(system.kind(atom));
        return new Extrapolation(
                name(atom, feature), 0, range.low().get(feature), range.high().get(feature));
    }

    private String name(int atom, int feature) {
        return "atom " + (atom + 1) + ", "
                + inputs.descriptor().featureName(system.element(system.kind(atom)), feature);
    }

    ExtrapolationReport report() {
        List<ExtrapolationReport.Outside> features = new ArrayList<>();
        for (int i = 0; i < system.atomCount(); i++) {
            int kind = system.kind(i);
            int row = system.row(i, 0, 1);
            for (int k = 0; k < lows[kind].length; k++)
                if (counts.any(row + k))
                    features.add(
                            new ExtrapolationReport.Outside(counts.count(row + k), live(i, k, counts.value(row + k))));
            if (geometries == 0) continue;
            for (int feature : dead.get(kind))
                features.add(new ExtrapolationReport.Outside(geometries, zero(i, feature)));
        }
        return new ExtrapolationReport(total(), features);
    }
}
