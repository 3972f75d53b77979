package nnp4j.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nnp4j.features.Descriptor;
import nnp4j.network.Network;

/**
 * Features into a network, slopes back to forces, and an analytic base under it:
 * E(x) = zero + base(x) + network(features(x)). One thread only; allocates nothing of its own per call.
 */
final class NeuralPotential implements BoundPotential {
    private final Descriptor descriptor;
    private final Network network;
    private final Potential base;
    private final double zero;
    private final double[] low;
    private final double[] high;
    private final Consumer<Extrapolation> onExtrapolation;
    private final OutsideCounts outside;
    private final int coordinateCount;
    private final int featureCount;
    private final double[] one;
    private final double[] gradient;
    private final double[] row;
    private final double[] energy = new double[1];
    private final double[] slope;
    private double[] features = {};
    private double[] slopes = {};
    private double[] networkEnergies = {};
    private boolean closed;

    /**
     * A potential from its parts.
     *
     * @param descriptor coordinates to features
     * @param network features to energy; used and closed by this potential alone
     * @param base added to the network, in eV
     * @param zero added to every energy, eV
     * @param range features seen in training
     * @param onExtrapolation told of every geometry outside the range, before its energy is returned; may throw
     * @throws IllegalArgumentException if the network or the range is not for the descriptor's features
     */
    public NeuralPotential(
            Descriptor descriptor,
            Network network,
            Potential base,
            double zero,
            FeatureRange range,
            Consumer<Extrapolation> onExtrapolation) {
        if (network.inputSize() != descriptor.featureCount())
            throw new IllegalArgumentException("the network takes " + network.inputSize()
                    + " features, but the descriptor has " + descriptor.featureCount());
        if (range.low().size() != descriptor.featureCount())
            throw new IllegalArgumentException("the range has " + range.low().size()
                    + " features, but the descriptor has " + descriptor.featureCount());
        this.descriptor = descriptor;
        this.network = network;
        this.base = base;
        this.zero = zero;
        this.low = range.low().stream().mapToDouble(Double::doubleValue).toArray();
        this.high = range.high().stream().mapToDouble(Double::doubleValue).toArray();
        this.onExtrapolation = onExtrapolation;
        this.coordinateCount = descriptor.coordinateCount();
        this.featureCount = descriptor.featureCount();
        this.outside = new OutsideCounts(featureCount);
        this.one = new double[coordinateCount];
        this.gradient = new double[coordinateCount];
        this.row = new double[featureCount];
        this.slope = new double[featureCount];
    }

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        check("coordinates", coordinateCount, x.length);
        check("forces", coordinateCount, forces.length);
        describe(x);
        network.evaluate(1, row, energy, slope);
        descriptor.pullBack(x, slope, gradient);
        double total = zero + base.energyAndForces(x, forces) + energy[0];
        for (int k = 0; k < coordinateCount; k++) forces[k] -= gradient[k];
        return total;
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] energies, double[] forces) {
        check("coordinates", count * coordinateCount, x.length);
        check("energies", count, Math.min(count, energies.length)); // a sum's scratch memory may be longer
        check("forces", count * coordinateCount, forces.length);
        if (features.length < count * featureCount) {
            features = new double[count * featureCount];
            slopes = new double[count * featureCount];
            networkEnergies = new double[count];
        }
        for (int k = 0; k < count; k++) {
            System.arraycopy(x, k * coordinateCount, one, 0, coordinateCount);
            describe(one);
            System.arraycopy(row, 0, features, k * featureCount, featureCount);
        }
        base.energiesAndForces(count, x, energies, forces);
        network.evaluate(count, features, networkEnergies, slopes);
        for (int k = 0; k < count; k++) {
            System.arraycopy(x, k * coordinateCount, one, 0, coordinateCount);
            System.arraycopy(slopes, k * featureCount, slope, 0, featureCount);
            descriptor.pullBack(one, slope, gradient);
            energies[k] = zero + energies[k] + networkEnergies[k];
            for (int c = 0; c < coordinateCount; c++) forces[k * coordinateCount + c] -= gradient[c];
        }
    }

    @Override
    public Optional<Extrapolation> extrapolation(double[] x) {
        descriptor.evaluate(x, row);
        int first = firstOutside();
        return first < 0 ? Optional.empty() : Optional.of(report(first, row[first]));
    }

    private void check(String what, int expected, int found) {
        if (closed) throw new IllegalStateException("neural potential: closed");
        if (found != expected)
            throw new IllegalArgumentException(
                    "neural potential: expected " + expected + " " + what + ", found " + found);
    }

    @Override
    public ExtrapolationReport extrapolations() {
        List<ExtrapolationReport.Outside> features = new ArrayList<>();
        for (int f = 0; f < featureCount; f++)
            if (outside.any(f))
                features.add(new ExtrapolationReport.Outside(outside.count(f), report(f, outside.value(f))));
        return new ExtrapolationReport(outside.total(), features);
    }

    @Override
    public long extrapolationTotal() {
        return outside.total();
    }

    /** Fills the row of features, counts those outside and reports the first. */
    private void describe(double[] x) {
        descriptor.evaluate(x, row);
        int first = firstOutside();
        if (first < 0) return;
        for (int f = first; f < featureCount; f++) if (isOutside(f)) outside.add(f, row[f], low[f], high[f]);
        onExtrapolation.accept(report(first, row[first]));
    }

    /** Index of the first feature outside the range, NaN included, or -1. */
    private int firstOutside() {
        for (int f = 0; f < featureCount; f++) if (isOutside(f)) return f;
        return -1;
    }

    private boolean isOutside(int feature) {
        return !(row[feature] >= low[feature] && row[feature] <= high[feature]);
    }

    private Extrapolation report(int feature, double value) {
        return new Extrapolation(descriptor.featureName(feature), value, low[feature], high[feature]);
    }

    @Override
    public void close() {
        closed = true;
        network.close();
    }
}
