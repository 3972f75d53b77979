package host;

import java.nio.file.Path;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;

/** The bare callback, from a module of its own: sh examples/modular/run.sh */
public final class Callback {
    public static void main(String[] arguments) {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.7414});
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            Potential potential = file.potentialFor(h2);
            double[] forces = new double[6];
            double energy = potential.energyAndForces(h2.toArray(), forces);
            System.out.printf(Locale.ROOT, "%s calls %s: %.6f eV, force %.4f eV/angstrom%n", Callback.class.getModule(),
                    Potential.class.getModule(), energy, forces[5]);
        }
    }
}
