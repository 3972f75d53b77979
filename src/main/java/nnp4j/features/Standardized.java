package nnp4j.features;

import java.util.Arrays;

/**
 * Another descriptor's features shifted and scaled, (f - mean) / scale, so that a network sees numbers of order one.
 * Invariant where the other descriptor is; its gradient does not exist where the other's does not. Immutable and
 * thread-safe: {@link #pullBack} keeps one row of scratch memory a thread, allocated on the thread's first call.
 */
public final class Standardized implements Descriptor {
    /**
     * A feature whose standard deviation is below this times max(1, |mean|) is constant: ten thousand times what rounding
     * leaves of one (1e-14 after a rotation), far below the spread of a feature that carries information.
     */
    private static final double CONSTANT = 1e-10;

    private final Descriptor descriptor;
    private final double[] mean;
    private final double[] scale;
    private final ThreadLocal<double[]> innerSlopes;

    private Standardized(Descriptor descriptor, double[] mean, double[] scale, ThreadLocal<double[]> innerSlopes) {
        this.descriptor = descriptor;
        this.mean = mean;
        this.scale = scale;
        this.innerSlopes = innerSlopes;
    }

    /**
     * A descriptor with given shifts and scales.
     *
     * @param descriptor whose features are standardized; immutable and thread-safe as its interface demands
     * @param mean what is subtracted from each feature, in the feature's unit; copied
     * @param scale what each difference is divided by, positive, in the feature's unit; copied
     * @return as many features, without unit
     * @throws IllegalArgumentException if a length is not the number of features, a mean is not finite or a scale is not
     *     positive and finite
     */
    public static Standardized of(Descriptor descriptor, double[] mean, double[] scale) {
        Lengths.check(descriptor, "means", descriptor.featureCount(), mean.length);
        Lengths.check(descriptor, "scales", descriptor.featureCount(), scale.length);
        for (int f = 0; f < mean.length; f++) {
            if (!Double.isFinite(mean[f]))
                throw new IllegalArgumentException("Standardized: expected a finite mean of feature "
                        + descriptor.featureName(f) + ", found " + mean[f]);
            if (!(scale[f] > 0 && scale[f] < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("Standardized: expected a positive, finite scale of feature "
                        + descriptor.featureName(f) + ", found " + scale[f]);
        }
        ThreadLocal<double[]> innerSlopes = ThreadLocal.withInitial(() -> new double[descriptor.featureCount()]);
        return new Standardized(descriptor, mean.clone(), scale.clone(), innerSlopes);
    }

    /**
     * A descriptor with the mean and standard deviation (divided by the number of rows) of its features over samples as
     * shifts and scales. A feature that is constant over the samples, to 1e-10 of the larger of 1 and its mean, keeps
     * the scale 1: with one row all do.
     *
     * @param descriptor whose features are standardized
     * @param samples angstrom, rows of 3n coordinates, read only
     * @param rows number of samples, at least 1
     * @return features of mean 0 and standard deviation 1 over the samples
     * @throws IllegalArgumentException if there is no row, the length of samples is not rows times 3n, or a feature is
     *     not finite at a sample
     */
    public static Standardized fit(Descriptor descriptor, double[] samples, int rows) {
        if (rows < 1) throw new IllegalArgumentException("Standardized: expected at least one sample, found " + rows);
        int n = descriptor.coordinateCount();
        Lengths.check(descriptor, "sample coordinates", Math.multiplyExact(rows, n), samples.length);
        int count = descriptor.featureCount();
        double[] features = new double[count];
        double[] mean = new double[count];
        double[] scale = new double[count];
        for (int row = 0; row < rows; row++) {
            evaluateRow(descriptor, samples, row, features);
            for (int f = 0; f < count; f++) mean[f] += features[f] / rows;
        }
        for (int row = 0; row < rows; row++) { // a second pass: sum f^2 - (sum f)^2 would cancel
            evaluateRow(descriptor, samples, row, features);
            for (int f = 0; f < count; f++) scale[f] += (features[f] - mean[f]) * (features[f] - mean[f]) / rows;
        }
        for (int f = 0; f < count; f++) {
            scale[f] = Math.sqrt(scale[f]);
            if (scale[f] <= CONSTANT * Math.max(1, Math.abs(mean[f]))) scale[f] = 1;
        }
        return of(descriptor, mean, scale);
    }

    private static void evaluateRow(Descriptor descriptor, double[] samples, int row, double[] features) {
        int n = descriptor.coordinateCount();
        descriptor.evaluate(Arrays.copyOfRange(samples, row * n, (row + 1) * n), features);
        for (int f = 0; f < features.length; f++)
            if (!Double.isFinite(features[f]))
                throw new IllegalArgumentException("Standardized: expected finite features, found "
                        + descriptor.featureName(f) + " = " + features[f] + " at sample " + (row + 1));
    }

    /**
     * The descriptor whose features are standardized.
     *
     * @return the descriptor
     */
    public Descriptor descriptor() {
        return descriptor;
    }

    /**
     * What is subtracted from each feature.
     *
     * @return fresh array, in the features' units
     */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * What each difference is divided by.
     *
     * @return fresh array of positive values, in the features' units
     */
    public double[] scale() {
        return scale.clone();
    }

    @Override
    public int coordinateCount() {
        return descriptor.coordinateCount();
    }

    @Override
    public int featureCount() {
        return mean.length;
    }

    @Override
    public String featureName(int feature) {
        return "(" + descriptor.featureName(feature) + " - " + mean[feature] + ")/" + scale[feature];
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        descriptor.evaluate(x, features);
        for (int f = 0; f < features.length; f++) features[f] = (features[f] - mean[f]) / scale[f];
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        double[] inner = innerSlopes.get();
        for (int f = 0; f < inner.length; f++) inner[f] = slopes[f] / scale[f];
        descriptor.pullBack(x, inner, gradient);
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        descriptor.jacobian(x, jacobian);
        int k = 0;
        for (double s : scale) for (int end = k + x.length; k < end; k++) jacobian[k] /= s;
    }

    @Override
    public Standardized forAtoms(int[] atomicNumbers) {
        Descriptor other = descriptor.forAtoms(atomicNumbers);
        Lengths.check(other, "means", other.featureCount(), mean.length);
        return new Standardized(other, mean, scale, innerSlopes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardized that
                && descriptor.equals(that.descriptor)
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(scale, that.scale);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * descriptor.hashCode() + Arrays.hashCode(mean)) + Arrays.hashCode(scale);
    }

    @Override
    public String toString() {
        return "Standardized[" + descriptor + ", mean " + Arrays.toString(mean) + ", scale " + Arrays.toString(scale)
                + "]";
    }
}
