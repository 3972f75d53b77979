import java.nio.file.Path;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;

/** In a code with units and signs of its own, also on top of its force field: java -cp "target/lib/*" examples/HostCode.java */
final class HostCode {
    /** What the code expects: kcal/mol and angstrom, gradients. */
    interface EnergyFunction {
        double energyAndGradient(double[] x, double[] g);
    }

    /** The potential as the code expects it. */
    static EnergyFunction hosted(Potential potential) {
        return (x, g) -> {
            double energy = potential.energyAndForces(x, g) / Units.KCAL_PER_MOL;
            for (int k = 0; k < g.length; k++) g[k] /= -Units.KCAL_PER_MOL; // forces are -dE/dx
            return energy;
        };
    }

    /** The code's own force field as a potential: what a network was trained on as a difference is added to it. */
    static Potential guest(EnergyFunction field) {
        return (x, forces) -> {
            double energy = field.energyAndGradient(x, forces) * Units.KCAL_PER_MOL;
            for (int k = 0; k < forces.length; k++) forces[k] *= -Units.KCAL_PER_MOL;
            return energy;
        };
    }

    public static void main(String[] arguments) {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.8});
        EnergyFunction spring = (x, g) -> { // 100 kcal/mol/angstrom^2 about 0.7 angstrom along z
            double stretch = x[5] - x[2] - 0.7;
            g[5] = 200 * stretch;
            g[2] = -g[5];
            g[0] = g[1] = g[3] = g[4] = 0;
            return 100 * stretch * stretch;
        };
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            Potential network = file.potentialFor(h2);
            double[] g = new double[6];
            double alone = hosted(network).energyAndGradient(h2.toArray(), g);
            System.out.printf(Locale.ROOT, "network          %.4f kcal/mol, dE/dz %.4f kcal/mol/angstrom%n", alone, g[5]);
            double both = hosted(network.plus(guest(spring))).energyAndGradient(h2.toArray(), g);
            System.out.printf(Locale.ROOT, "field + network  %.4f kcal/mol, dE/dz %.4f kcal/mol/angstrom%n", both, g[5]);
        }
    }
}
