package nnp4j.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import nnp4j.convert.HdnnpImport;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AniParameters;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.SymmetrySet;
import nnp4j.units.LengthUnit;

/**
 * What the networks of the elements see of each atom's surroundings, by name and parameters; becomes a descriptor once the
 * elements are known. The constants of ANI-1x are those of Smith, Isayev and Roitberg (Chem. Sci. 8, 3192 (2017),
 * doi:10.1039/C6SC05720A), those of ANI-2x of Devereux et al. (J. Chem. Theory Comput. 16, 4192 (2020),
 * doi:10.1021/acs.jctc.0c00121).
 */
final class AtomicFeatures {
    /** The names there are. */
    static final String CHOICES = "ani-1x, ani-2x, symmetry-functions";

    private final Function<int[], AtomicDescriptor> making;

    private AtomicFeatures(Function<int[], AtomicDescriptor> making) {
        this.making = making;
    }

    /** Whether a text names features of each atom rather than of a molecule. */
    static boolean names(String text) {
        return text.strip().matches("(ani-[12]x|symmetry-functions)\\s*(:.*)?");
    }

    static AtomicFeatures parse(String text) {
        NamedValues values = NamedValues.parse(text);
        Function<int[], AtomicDescriptor> making = switch (values.name()) {
            case "ani-1x" -> ani(values, 5.2, 0.9, 16, 16, 4, 8, 8, 32);
            case "ani-2x" -> ani(values, 5.1, 0.8, 16, 19.7, 8, 12.5, 4, 14.1);
            default -> functions(values);
        };
        values.end();
        return new AtomicFeatures(making);
    }

    /** A systematic set, or the functions of a file of RuNNer or n2p2. */
    private static Function<int[], AtomicDescriptor> functions(NamedValues values) {
        String file = values.text("file", "");
        if (!file.isEmpty()) {
            LengthUnit unit = LengthUnit.of(values.text("length-unit", "bohr"));
            return elements -> HdnnpImport.symmetryFunctions(Path.of(file), unit, elements);
        }
        double cutoff = values.positive("cutoff", 6);
        SymmetrySet set = new SymmetrySet(
                cutoff,
                values.whole("distances", 16),
                values.positive("angular-cutoff", Math.min(cutoff, 4)),
                values.whole("angular-distances", 4),
                zetas(values.text("zetas", "1/4/16")),
                values.choice("gaussians", "shifted", "centred").equals("shifted")
                        ? SymmetrySet.Placing.SHIFTED
                        : SymmetrySet.Placing.CENTRED,
                values.choice("closed", "no", "yes").equals("yes"));
        return set::functionsOf;
    }

    private static List<Double> zetas(String text) {
        try {
            return Arrays.stream(text.split("/", -1)).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "symmetry-functions: zetas: expected numbers such as 1/4/16, found \"" + text + "\"", e);
        }
    }

    /**
     * The published constants where no others are given. Gaussians keep their overlap: a sharpness goes with the inverse square
     * of the distance between two of them, unless it is given.
     */
    private static Function<int[], AtomicDescriptor> ani(
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
        AniParameters parameters = new AniParameters(
                radial,
                values.positive("sharpness", sharpness * finer * finer),
                centres(from, (radial - from) / radialCount, radialCount),
                angular,
                values.positive("angular-sharpness", angularSharpness * angularFiner * angularFiner),
                centres(from, (angular - from) / angularCount, angularCount),
                values.number("zeta", Math.max(1, zeta * narrower * narrower)),
                centres(Math.PI / (2 * angleCount), Math.PI / angleCount, angleCount));
        return elements -> AniEnvironment.of(elements, parameters);
    }

    private static List<Double> centres(double from, double step, int count) {
        List<Double> centres = new ArrayList<>(count);
        for (int k = 0; k < count; k++) centres.add(from + k * step);
        return centres;
    }

    /** The descriptor of some elements. */
    AtomicDescriptor descriptor(int[] elements) {
        return making.apply(elements);
    }
}
