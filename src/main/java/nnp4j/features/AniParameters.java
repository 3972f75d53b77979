package nnp4j.features;

import java.util.List;

/**
 * The constants of an ANI environment vector (Smith, Isayev and Roitberg, Chem. Sci. 8, 3192 (2017), doi:10.1039/C6SC05720A):
 * Gaussians of the distance to each element, and products of Gaussians of the mean distance with powers of a cosine for each
 * pair of elements.
 *
 * @param radialCutoff angstrom
 * @param radialEta sharpness of the radial Gaussians, 1/angstrom^2
 * @param radialShifts their centres, angstrom, ascending
 * @param angularCutoff angstrom, at most the radial cutoff
 * @param angularEta sharpness of the Gaussians of the mean distance, 1/angstrom^2
 * @param angularShifts their centres, angstrom, ascending
 * @param zeta exponent of the angular part, at least 1
 * @param angles centres of the angular part, radian
 */
public record AniParameters(
        double radialCutoff,
        double radialEta,
        List<Double> radialShifts,
        double angularCutoff,
        double angularEta,
        List<Double> angularShifts,
        double zeta,
        List<Double> angles) {
    /** Larger exponents of e are too near the overflow of double precision. */
    private static final double MOST_EXPONENT = 300;

    private static final double MOST_ZETA = 256;

    /**
     * Checks and copies.
     *
     * @param radialCutoff angstrom
     * @param radialEta sharpness of the radial Gaussians, 1/angstrom^2
     * @param radialShifts their centres, angstrom, ascending
     * @param angularCutoff angstrom, at most the radial cutoff
     * @param angularEta sharpness of the Gaussians of the mean distance, 1/angstrom^2
     * @param angularShifts their centres, angstrom, ascending
     * @param zeta exponent of the angular part, at least 1
     * @param angles centres of the angular part, radian
     * @throws IllegalArgumentException if a value is not finite or out of range, or a list is empty or not ascending
     */
    public AniParameters {
        radialShifts = ascending("radial shifts", radialShifts);
        angularShifts = ascending("angular shifts", angularShifts);
        angles = ascending("angles", angles);
        within("radial cutoff", radialCutoff, 1e-3, 1e3);
        within("angular cutoff", angularCutoff, 1e-3, radialCutoff);
        within("radial eta", radialEta, 0, 1e6);
        within("angular eta", angularEta, 0, 1e6);
        within("zeta", zeta, 1, MOST_ZETA);
        double middle = middle(angularShifts);
        double reach = Math.max(middle, Math.abs(angularCutoff - middle));
        double range = angularShifts.get(angularShifts.size() - 1) - middle;
        within("angular eta x distance x range of shifts", angularEta * reach * range, 0, MOST_EXPONENT);
    }

    /** The middle of a list of shifts. */
    static double middle(List<Double> shifts) {
        return 0.5 * (shifts.get(0) + shifts.get(shifts.size() - 1));
    }

    private static List<Double> ascending(String what, List<Double> values) {
        if (values.isEmpty()) throw new IllegalArgumentException("ANI parameters: expected " + what + ", found none");
        for (int k = 0; k < values.size(); k++) {
            within(what, values.get(k), -1e3, 1e3);
            if (k > 0 && !(values.get(k) > values.get(k - 1)))
                throw new IllegalArgumentException("ANI parameters: expected ascending " + what + ", found "
                        + values.get(k) + " after " + values.get(k - 1));
        }
        return List.copyOf(values);
    }

    private static void within(String what, double value, double low, double high) {
        if (!(value >= low && value <= high))
            throw new IllegalArgumentException(
                    "ANI parameters: expected " + what + " from " + low + " to " + high + ", found " + value);
    }
}
