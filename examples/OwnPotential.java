import java.util.Arrays;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationResult;
import nnp4j.potential.Potential;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;
import nnp4j.vibrations.RotationalSymmetry;
import nnp4j.vibrations.Thermochemistry;

/** A potential of your own as a lambda, optimized, and its spectrum: java -cp "target/lib/*" examples/OwnPotential.java */
final class OwnPotential {
    /** Water of three springs: coordinate, force constant in eV/angstrom^2 or eV/radian^2, rest value. */
    private static final Object[][] SPRINGS = {
        {InternalCoordinate.of(0, 1), 48.3, 0.9578}, {InternalCoordinate.of(0, 2), 48.3, 0.9578},
        {InternalCoordinate.of(1, 0, 2), 4.02, Math.toRadians(104.48)}
    };

    public static void main(String[] arguments) {
        Potential springs = (x, forces) -> { // angstrom in, eV and eV/angstrom out, forces = -dE/dx
            Arrays.fill(forces, 0);
            double energy = 0;
            for (Object[] s : SPRINGS) {
                double off = ((InternalCoordinate) s[0]).value(x) - (double) s[2];
                ((InternalCoordinate) s[0]).addGradient(x, -(double) s[1] * off, forces);
                energy += (double) s[1] * off * off / 2;
            }
            return energy;
        };
        Geometry start = Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0, 0.9, 0.3, 0, -0.4, 0.9, 0});
        OptimizationResult minimum = GeometryOptimization.of(springs, start).withConvergence(Convergence.TIGHT).run();
        NormalModes modes = NormalModes.of(Hessian.of(springs, minimum.geometry()), minimum.geometry());
        Thermochemistry gas = Thermochemistry.of(modes, minimum.energy(), 298.15, Thermochemistry.BAR, RotationalSymmetry.number(minimum.geometry()), 1);
        System.out.printf("%s in %d steps; %s cm-1; entropy at 298.15 K and 1 bar %.1f J/(mol K)%n", minimum.reason(), minimum.last().step(),
                Arrays.toString(Arrays.stream(modes.wavenumbers()).mapToLong(Math::round).toArray()), gas.entropy() * 96485.33);
    }
}
