package nnp4j.optimize;

import nnp4j.geometry.Geometry;

/**
 * An optimization after a step. Forces are those that are free to act: without what fixed atoms and fixed coordinates take up.
 *
 * @param step 0 at the start
 * @param geometry where it is
 * @param energy eV
 * @param maxForce length of the largest force on an atom, eV/angstrom
 * @param rmsForce root mean square of the components, eV/angstrom
 * @param maxStep largest way of an atom in this step, angstrom; infinite at the start
 * @param rmsStep root mean square of its components, angstrom; infinite at the start
 */
public record OptimizationStep(
        int step, Geometry geometry, double energy, double maxForce, double rmsForce, double maxStep, double rmsStep) {

    static OptimizationStep of(int step, Geometry geometry, Point point, double[] way) {
        double infinite = Double.POSITIVE_INFINITY;
        return new OptimizationStep(
                step,
                geometry.at(point.x),
                point.energy,
                longest(point.slope),
                rms(point.slope),
                way == null ? infinite : longest(way),
                way == null ? infinite : rms(way));
    }

    /** Length of the longest of n vectors. */
    static double longest(double[] vectors) {
        double longest = 0;
        for (int k = 0; k < vectors.length; k += 3)
            longest = Math.max(
                    longest,
                    vectors[k] * vectors[k] + vectors[k + 1] * vectors[k + 1] + vectors[k + 2] * vectors[k + 2]);
        return Math.sqrt(longest);
    }

    private static double rms(double[] components) {
        double sum = 0;
        for (double component : components) sum += component * component;
        return Math.sqrt(sum / components.length);
    }
}
