package nnp4j.paths;

import java.util.Arrays;
import java.util.Optional;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;
import nnp4j.vibrations.VibrationsException;

/**
 * A stationary point that is a maximum along one mode and a minimum along all others, found by following the lowest mode of
 * the Hessian uphill and the others downhill (Cerjan, Miller, J. Chem. Phys. 75, 2800 (1981), doi:10.1063/1.442352).
 *
 * @param geometry where it is
 * @param energy eV
 * @param modes vibrations there, the imaginary one first
 */
public record SaddlePoint(Geometry geometry, double energy, NormalModes modes) {
    private static final int STEPS = 50;
    private static final double LONGEST_STEP = 0.1;
    /** Largest force on an atom, eV/angstrom, of a point that is called stationary. */
    private static final double STATIONARY = 1e-3;
    /** At this force it cannot be done much better in double precision. */
    private static final double GOAL = 1e-7;
    /** Curvatures smaller than this are taken for this much, eV/angstrom^2. */
    private static final double SOFT = 0.05;

    /**
     * The saddle point near a geometry.
     *
     * @param potential of the molecule
     * @param guess near it, such as the highest image of a path
     * @param anchored whether the energy depends on where in space the molecule is
     * @return the saddle point, or empty if none with exactly one imaginary mode is found
     */
    public static Optional<SaddlePoint> near(Potential potential, Geometry guess, boolean anchored) {
        double[] ones = new double[guess.atomCount()];
        Arrays.fill(ones, 1);
        double[] x = guess.toArray();
        try {
            for (int step = 0; step < STEPS; step++) {
                Geometry here = guess.at(x);
                Hessian hessian = Hessian.of(potential, here);
                double[] way = way(hessian, modes(hessian, here.withMasses(ones), anchored));
                double force = Band.longest(hessian.forces());
                if (force < GOAL || (force < STATIONARY && Band.longest(way) < GOAL)) break;
                double scale = Math.min(1, LONGEST_STEP / Band.longest(way));
                Band.add(x, scale, way);
            }
            Geometry found = guess.at(x);
            Hessian hessian = Hessian.of(potential, found);
            NormalModes modes = modes(hessian, found, anchored);
            boolean saddle = Band.longest(hessian.forces()) < STATIONARY && modes.imaginaryCount() == 1;
            return saddle ? Optional.of(new SaddlePoint(found, hessian.energy(), modes)) : Optional.empty();
        } catch (VibrationsException | IllegalArgumentException e) {
            return Optional.empty(); // it left the surface
        }
    }

    private static NormalModes modes(Hessian hessian, Geometry geometry, boolean anchored) {
        return anchored ? NormalModes.anchored(hessian, geometry) : NormalModes.of(hessian, geometry);
    }

    /** Newton's step with the signs of the curvatures that a saddle point has. */
    private static double[] way(Hessian hessian, NormalModes modes) {
        double[] forces = hessian.forces();
        double[] way = new double[forces.length];
        for (int mode = 0; mode < modes.count(); mode++) {
            double[] direction = modes.displacement(mode);
            double curvature = Math.max(SOFT, Math.abs(modes.forceConstant(mode)));
            double sign = mode == 0 ? -1 : 1;
            Band.add(way, sign * Band.dot(forces, direction) / curvature, direction);
        }
        return way;
    }
}
