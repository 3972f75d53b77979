package nnp4j.train;

import java.util.ArrayList;
import java.util.List;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AniParameters;
import nnp4j.features.AtomicDescriptor;

/**
 * What the networks of the elements see of each atom's surroundings, by name and parameters; becomes a descriptor once the
 * elements are known. The constants of ANI-1x are those of Smith, Isayev and Roitberg (Chem. Sci. 8, 3192 (2017),
 * doi:10.1039/C6SC05720A), those of ANI-2x of Devereux et al. (J. Chem. Theory Comput. 16, 4192 (2020),
 * doi:10.1021/acs.jctc.0c00121).
 */
final class AtomicFeatures {
    /** The names there are. */
    static final String CHOICES = "ani-1x, ani-2x";

    private final AniParameters parameters;

    private AtomicFeatures(AniParameters parameters) {
        this.parameters = parameters;
    }

    /** Whether a text names features of each atom rather than of a molecule. */
    static boolean names(String text) {
        return text.strip().matches("ani-[12]x(:.*)?");
    }

    static AtomicFeatures parse(String text) {
        NamedValues values = NamedValues.parse(text);
        boolean first = values.name().equals("ani-1x");
        AniParameters parameters =
                first ? ani(values, 5.2, 0.9, 16, 16, 4, 8, 8, 32) : ani(values, 5.1, 0.8, 16, 19.7, 8, 12.5, 4, 14.1);
        values.end();
        return new AtomicFeatures(parameters);
    }

    /**
     * The published constants where no others are given. Gaussians keep their overlap: a sharpness goes with the inverse square
     * of the distance between two of them, unless it is given.
     */
    private static AniParameters ani(
            NamedValues values,
            double cutoff,
            double start,
            int distances,
            double sharpness,
            int angularDistances,
            double angularSharpness,
            int angles,
            double zeta) {
        double from = values.number("from", start);
        double radial = values.positive("cutoff", cutoff);
        int radialCount = values.whole("distances", distances);
        double angular = values.positive("angular-cutoff", Math.min(radial, 3.5));
        int angularCount = values.whole("angular-distances", angularDistances);
        int angleCount = values.whole("angles", angles);
        double finer = (cutoff - start) / distances / ((radial - from) / radialCount);
        double angularFiner = (3.5 - start) / angularDistances / ((angular - from) / angularCount);
        double narrower = (double) angleCount / angles;
        return new AniParameters(
                radial,
                values.positive("sharpness", sharpness * finer * finer),
                centres(from, (radial - from) / radialCount, radialCount),
                angular,
                values.positive("angular-sharpness", angularSharpness * angularFiner * angularFiner),
                centres(from, (angular - from) / angularCount, angularCount),
                values.number("zeta", Math.max(1, zeta * narrower * narrower)),
                centres(Math.PI / (2 * angleCount), Math.PI / angleCount, angleCount));
    }

    private static List<Double> centres(double from, double step, int count) {
        List<Double> centres = new ArrayList<>(count);
        for (int k = 0; k < count; k++) centres.add(from + k * step);
        return centres;
    }

    /** The descriptor of some elements. */
    AtomicDescriptor descriptor(int[] elements) {
        return AniEnvironment.of(elements, parameters);
    }
}
