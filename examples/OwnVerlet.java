import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;

/** The energy-and-force callback in a velocity-Verlet loop of your own: java -cp "target/lib/*" examples/OwnVerlet.java */
final class OwnVerlet {
    /** One eV/(angstrom dalton) in angstrom/fs^2. */
    private static final double ACCELERATION = 9.64853321e-3;

    public static void main(String[] arguments) {
        Geometry h2 = MoleculeReader.first(Path.of("molecules/h2.xyz"), FileUnits.DEFAULT).geometry();
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            Potential potential = file.potentialFor(h2);
            double dt = 0.1; // fs
            double[] x = h2.toArray();
            double[] v = {0, 0, -0.02, 0, 0, 0.02}; // angstrom/fs
            double[] f = new double[6];
            double energy = potential.energyAndForces(x, f);
            double start = energy + kinetic(v, h2);
            double worst = 0;
            for (int step = 1; step <= 10_000; step++) {
                for (int k = 0; k < 6; k++) {
                    v[k] += 0.5 * dt * ACCELERATION * f[k] / h2.mass(k / 3);
                    x[k] += dt * v[k];
                }
                energy = potential.energyAndForces(x, f);
                for (int k = 0; k < 6; k++) v[k] += 0.5 * dt * ACCELERATION * f[k] / h2.mass(k / 3);
                worst = Math.max(worst, Math.abs(energy + kinetic(v, h2) - start));
            }
            System.out.printf("1 ps of H2 at %.2f eV: total energy within %.1e eV%n", start - file.card().atomsEnergy(h2).orElseThrow(), worst);
        }
    }

    private static double kinetic(double[] v, Geometry geometry) {
        double sum = 0;
        for (int k = 0; k < v.length; k++) sum += 0.5 * geometry.mass(k / 3) * v[k] * v[k] / ACCELERATION;
        return sum;
    }
}
