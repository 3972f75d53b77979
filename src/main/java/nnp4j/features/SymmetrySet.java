package nnp4j.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.geometry.Element;

/**
 * A systematic set of symmetry functions for any elements. The distances r_k of a grid give the Gaussians, as Gastegger et al.
 * choose them (J. Chem. Phys. 148, 241709 (2018), doi:10.1063/1.5019667): shifted ones exp(-(r - r_k)^2 / (2 d^2)) with d from one
 * distance to the next, or centred ones exp(-r^2 / (2 r_k^2)). Here r_k = first + k d below the cutoff. An element's atoms have
 * one radial function (type 2) for each distance and element of the neighbour, and for each pair of elements one angular function
 * (type 9, or 3 where closed) for each angular distance, zeta and lambda of -1 and 1. All fade out as
 * {@link CutoffFunction.Shape#POLY2}, so that forces have continuous slopes.
 *
 * @param cutoff of radial functions, angstrom
 * @param distances of radial functions
 * @param angularCutoff angstrom
 * @param angularDistances of angular functions, 0 for none of these
 * @param zetas sharpness of the angles, each 1 or more
 * @param placing of the Gaussians
 * @param closed whether angular functions depend on the distance between the neighbours
 */
public record SymmetrySet(
        double cutoff,
        int distances,
        double angularCutoff,
        int angularDistances,
        List<Double> zetas,
        Placing placing,
        boolean closed) {
    /** Where Gaussians have their maximum. */
    public enum Placing {
        /** At the distances of the grid, all equally wide. */
        SHIFTED,
        /** At zero, as wide as the distances of the grid. */
        CENTRED
    }

    /** The first distance: no two atoms of a molecule are much closer. Angstrom. */
    public static final double FIRST = 0.8;

    /**
     * Checks the parameters.
     *
     * @param cutoff of radial functions, angstrom, above {@link #FIRST}
     * @param distances of radial functions, at least 1
     * @param angularCutoff angstrom, above {@link #FIRST}, not above the cutoff
     * @param angularDistances of angular functions, 0 for none of these
     * @param zetas different ones, each 1 or more; copied
     * @param placing of the Gaussians
     * @param closed whether angular functions depend on the distance between the neighbours
     * @throws IllegalArgumentException if one is out of range
     */
    public SymmetrySet {
        zetas = List.copyOf(zetas);
        if (!(cutoff > FIRST && cutoff < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "symmetry functions: expected a cutoff above " + FIRST + " angstrom, found " + cutoff);
        if (!(angularCutoff > FIRST && angularCutoff <= cutoff))
            throw new IllegalArgumentException("symmetry functions: expected an angular cutoff above " + FIRST
                    + " and up to the cutoff of " + cutoff + " angstrom, found " + angularCutoff);
        if (distances < 1)
            throw new IllegalArgumentException("symmetry functions: expected at least 1 distance, found " + distances);
        if (angularDistances < 0)
            throw new IllegalArgumentException(
                    "symmetry functions: expected 0 or more angular distances, found " + angularDistances);
        if (zetas.stream().anyMatch(zeta -> !(zeta >= 1 && zeta < Double.POSITIVE_INFINITY))
                || zetas.stream().distinct().count() < zetas.size()
                || (zetas.isEmpty() && angularDistances > 0))
            throw new IllegalArgumentException(
                    "symmetry functions: expected different zetas of 1 or more, found " + zetas);
    }

    /**
     * The functions of some elements.
     *
     * @param elements atomic numbers
     * @return the descriptor
     * @throws IllegalArgumentException if there is no element or a number is none
     */
    public SymmetryFunctions functionsOf(int... elements) {
        int[] sorted = Arrays.stream(elements).sorted().distinct().toArray();
        for (int element : sorted) Element.symbol(element);
        List<SymmetryFunction> functions = new ArrayList<>();
        for (int k = 0; k < sorted.length; k++) {
            for (RadialShape shape : shapes(cutoff, distances))
                functions.add(new SymmetryFunction.Radial(sorted[k], shape));
            for (int l = k; l < sorted.length; l++) addAngular(sorted[k], sorted[l], functions);
        }
        Map<Integer, List<SymmetryFunction>> all = new TreeMap<>();
        for (int element : sorted) all.put(element, functions);
        return SymmetryFunctions.of(all, new CutoffFunction(CutoffFunction.Shape.POLY2, 0));
    }

    private void addAngular(int first, int second, List<SymmetryFunction> functions) {
        for (RadialShape shape : shapes(angularCutoff, angularDistances))
            for (double zeta : zetas)
                for (int lambda = -1; lambda <= 1; lambda += 2)
                    functions.add(new SymmetryFunction.Angular(
                            first, second, shape, new AngularShape.Power(lambda, zeta), closed));
    }

    private List<RadialShape> shapes(double radius, int count) {
        List<RadialShape> shapes = new ArrayList<>();
        double step = (radius - FIRST) / Math.max(1, count);
        for (int k = 0; k < count; k++) {
            double distance = FIRST + k * step;
            shapes.add(
                    placing == Placing.SHIFTED
                            ? new RadialShape.Gaussian(0.5 / (step * step), distance, radius)
                            : new RadialShape.Gaussian(0.5 / (distance * distance), 0, radius));
        }
        return shapes;
    }
}
