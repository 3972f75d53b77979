package nnp4j.features;

import java.util.Arrays;
import java.util.Locale;
import nnp4j.geometry.Element;

/**
 * The atomic environment vectors of ANI (Smith, Isayev and Roitberg, Chem. Sci. 8, 3192 (2017), doi:10.1039/C6SC05720A), the
 * same for every element: first, for each element a, the sums over its atoms j
 * <pre>1/4 exp(-eta_R (r_ij - s)^2) f(r_ij)</pre>
 * for each shift s; then, for each pair of elements in the order (0,0), (0,1), ..., (1,1), ..., the sums over pairs of atoms j, k
 * <pre>2 ((1 + cos(theta_jik - a))/2)^zeta exp(-eta_A ((r_ij + r_ik)/2 - s)^2) f(r_ij) f(r_ik)</pre>
 * for each shift s and, fastest, each angle a. As in the published models, cos(theta) is taken times 0.95, so that its arc
 * cosine has a slope everywhere; f is the cosine cutoff.
 */
public final class AniEnvironment implements AtomicDescriptor {
    private final int[] elements;
    private final AniParameters parameters;
    private final AniTables tables;

    private AniEnvironment(int[] elements, AniParameters parameters) {
        this.elements = elements;
        this.parameters = parameters;
        this.tables = new AniTables(parameters);
    }

    /**
     * The environment vectors of some elements.
     *
     * @param elements atomic numbers in the vector's order, each once; copied
     * @param parameters cutoffs, shifts and widths
     * @return the descriptor
     * @throws IllegalArgumentException if there is no element, one comes twice, or one is none
     */
    public static AniEnvironment of(int[] elements, AniParameters parameters) {
        if (elements.length == 0) throw new IllegalArgumentException("ANI environment: expected elements, found none");
        for (int k = 0; k < elements.length; k++) {
            if (elements[k] < 1 || elements[k] > 118)
                throw new IllegalArgumentException("ANI environment: no element " + elements[k]);
            for (int m = 0; m < k; m++)
                if (elements[m] == elements[k])
                    throw new IllegalArgumentException(
                            "ANI environment: element " + Element.symbol(elements[k]) + " comes twice");
        }
        return new AniEnvironment(elements.clone(), parameters);
    }

    /**
     * The constants.
     *
     * @return cutoffs, shifts and widths
     */
    public AniParameters parameters() {
        return parameters;
    }

    @Override
    public int[] elements() {
        return elements.clone();
    }

    @Override
    public double cutoff() {
        return parameters.radialCutoff();
    }

    @Override
    public int featureCount(int atomicNumber) {
        index(atomicNumber);
        return radialCount() + elements.length * (elements.length + 1) / 2 * tables.angularCount();
    }

    @Override
    public String featureName(int atomicNumber, int feature) {
        if (feature < 0 || feature >= featureCount(atomicNumber))
            throw new IndexOutOfBoundsException("no feature " + feature);
        String centre = Element.symbol(atomicNumber);
        if (feature < radialCount()) {
            int shift = feature % tables.radialCount();
            return String.format(
                    Locale.ROOT,
                    "%s-%s near %.3f angstrom",
                    centre,
                    symbol(feature / tables.radialCount()),
                    parameters.radialShifts().get(shift));
        }
        int angular = feature - radialCount();
        int pair = angular / tables.angularCount();
        int first = 0;
        while (pair >= elements.length - first) pair -= elements.length - first++;
        int within = angular % tables.angularCount();
        int angles = parameters.angles().size();
        return String.format(
                Locale.ROOT,
                "%s-%s-%s near %.3f angstrom, %.1f degrees",
                symbol(first),
                centre,
                symbol(first + pair),
                parameters.angularShifts().get(within / angles),
                Math.toDegrees(parameters.angles().get(within % angles)));
    }

    @Override
    public AtomicKernel kernelFor(int[] atomicNumbers, boolean periodic) {
        int[] kinds = new int[atomicNumbers.length];
        for (int i = 0; i < kinds.length; i++) kinds[i] = index(atomicNumbers[i]);
        return new AniKernel(tables, elements, kinds, periodic);
    }

    private int radialCount() {
        return elements.length * tables.radialCount();
    }

    private String symbol(int index) {
        return Element.symbol(elements[index]);
    }

    private int index(int atomicNumber) {
        for (int k = 0; k < elements.length; k++) if (elements[k] == atomicNumber) return k;
        throw new IllegalArgumentException("expected atoms of "
                + String.join(
                        ", ", Arrays.stream(elements).mapToObj(Element::symbol).toList()) + ", found "
                + (atomicNumber >= 1 && atomicNumber <= 118
                        ? Element.symbol(atomicNumber)
                        : "element " + atomicNumber));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AniEnvironment that
                && Arrays.equals(elements, that.elements)
                && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(elements) + parameters.hashCode();
    }
}
