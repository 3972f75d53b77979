package nnp4j.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Geometry;

/** Features of frames, and their Jacobians where forces are fitted. */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record FeatureTable(int rows, double[] features, double[][] jacobians) {
    /**
     * Evaluates a descriptor.
     *
     * @param descriptor of the first frame's molecule
     * @param frames indices into the data
     * @throws TrainingException if a feature is not finite; the message names the frame
     */
    static FeatureTable of(Descriptor descriptor, DataSet data, int[] frames, boolean withJacobians, Crew crew) {
        int count = descriptor.featureCount();
        checkMemory(count, data, frames, withJacobians);
        Map<List<Integer>, Descriptor> bound = new HashMap<>();
        Descriptor[] descriptors = new Descriptor[frames.length];
        for (int i = 0; i < frames.length; i++) descriptors[i] = bind(descriptor, data, frames[i], bound);
        double[] features = new double[frames.length * count];
        double[][] jacobians = new double[withJacobians ? frames.length : 0][];
        crew.run(frames.length, i -> {
            double[] x = data.geometry(frames[i]).toArray();
            double[] row = new double[count];
            descriptors[i].evaluate(x, row);
            System.arraycopy(row, 0, features, i * count, count);
            if (!withJacobians) return;
            jacobians[i] = new double[count * x.length];
            descriptors[i].jacobian(x, jacobians[i]);
        });
        for (int k = 0; k < features.length; k++)
            if (!Double.isFinite(features[k]))
                throw new TrainingException("frame " + data.number(frames[k / count]) + ": feature "
                        + descriptor.featureName(k % count) + " is not finite: " + features[k]);
        return new FeatureTable(frames.length, features, jacobians);
    }

    private static Descriptor bind(
            Descriptor descriptor, DataSet data, int frame, Map<List<Integer>, Descriptor> bound) {
        Geometry geometry = data.geometry(frame);
        return bound.computeIfAbsent(
                Arrays.stream(geometry.atomicNumbers()).boxed().toList(), z -> {
                    try {
                        return descriptor.forAtoms(geometry.atomicNumbers());
                    } catch (IllegalArgumentException e) {
                        throw new TrainingException("frame " + data.number(frame) + ": " + e.getMessage(), e);
                    }
                });
    }

    private static void checkMemory(int features, DataSet data, int[] frames, boolean withJacobians) {
        double bytes = 0;
        for (int frame : frames)
            bytes += 8.0
                    * features
                    * (1 + (withJacobians ? 3 * data.geometry(frame).atomCount() : 0));
        double room = Runtime.getRuntime().maxMemory();
        if (bytes > 0.7 * room || features * (double) frames.length > Integer.MAX_VALUE)
            throw new TrainingException(String.format(
                    java.util.Locale.ROOT,
                    "%d features of %d frames%s need %.1f GB, Java has %.1f GB: expected fewer features or frames,"
                            + " or more memory (JAVA_TOOL_OPTIONS=-Xmx...)",
                    features,
                    frames.length,
                    withJacobians ? " with derivatives" : "",
                    bytes / 1e9,
                    room / 1e9));
    }

    FeatureTable projected(Projection projection) {
        double[][] changed = Arrays.stream(jacobians).map(projection::apply).toArray(double[][]::new);
        return new FeatureTable(rows, projection.apply(features, rows), changed);
    }
}
